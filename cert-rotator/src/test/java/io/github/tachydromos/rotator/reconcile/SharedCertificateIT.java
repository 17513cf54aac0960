// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.INGRESS;
import static io.github.tachydromos.rotator.reconcile.Names.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.policy.MailDecision.Use;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ingress's certificate, shown to mail clients too. */
@ExtendWith(ApiServer.class)
class SharedCertificateIT {
    private static final String HOST = "mail.example.org";
    private static final Duration HOUR = Duration.ofHours(1);

    private Certified authority;
    private Rotator rotator;

    @BeforeEach
    void start(Tenant tenant) {
        authority = new Certified(tenant.clock.instant());
        rotator = tenant.rotator();
    }

    private static TlsBundle served(Tenant tenant) {
        return tenant.secrets.bundle(MAIL);
    }

    @Test
    void takesThePlaceOfOurOwnWithAllItsEntries(Tenant tenant) {
        rotator.pass();
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));

        RotatorStatus status = rotator.pass();

        assertThat(tenant.secrets.data(MAIL)).containsOnlyKeys("tls.crt", "tls.key", "ca.crt");
        assertThat(served(tenant).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
        assertThat(tenant.secrets.get(MAIL).getMetadata().getAnnotations())
                .containsEntry("tachydromos.io/shared-from", INGRESS);
        assertThat(status.source()).containsEntry(INGRESS, Use.SHARED);
        assertThat(status.notAfter()).containsEntry(INGRESS, status.notAfter().get(MAIL));
        assertThat(status.details()).isEmpty();
    }

    @Test
    void isThereFromTheFirstPassOnIfItIsOlderThanTheSuite(Tenant tenant) {
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));

        rotator.pass();

        assertThat(served(tenant).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
    }

    @Test
    void leavesNoEntryOfTheOneBeforeBehind(Tenant tenant) {
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));
        rotator.pass();
        tenant.clock.goOn(Duration.ofDays(100));
        tenant.secrets.put(INGRESS, authority.selfSigned(HOST, Duration.ofDays(99)));

        rotator.pass();

        assertThat(tenant.secrets.data(MAIL)).containsOnlyKeys("tls.crt", "tls.key");
        assertThat(served(tenant).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
    }

    @Test
    void followsEachRenewalInOneWrite(Tenant tenant) {
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));
        rotator.pass();
        long generation = version(tenant);

        for (int i = 1; i <= 5; i++) {
            tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ofSeconds(i)));
            rotator.pass();

            assertThat(served(tenant).leaf())
                    .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
            assertThat(version(tenant)).isGreaterThan(generation);
            generation = version(tenant);
            rotator.pass();
            assertThat(version(tenant)).isEqualTo(generation);
        }
    }

    private static long version(Tenant tenant) {
        return Long.parseLong(tenant.secrets.versions().get(MAIL));
    }

    @Test
    void staysWhenItsSourceIsGone(Tenant tenant) {
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));
        rotator.pass();
        String before = tenant.secrets.versions().get(MAIL);
        tenant.secrets.delete(INGRESS);

        RotatorStatus status = rotator.pass();

        assertThat(tenant.secrets.versions()).containsEntry(MAIL, before);
        assertThat(status.source()).containsEntry(INGRESS, Use.ABSENT);
    }

    @Test
    void isNotReplacedByAWorseOneButByOrder(Tenant tenant) {
        tenant.secrets.put(INGRESS, authority.data(HOST, HOUR));
        rotator.pass();
        String before = tenant.secrets.versions().get(MAIL);
        tenant.secrets.put(INGRESS, authority.data(HOST, Duration.ZERO));

        RotatorStatus older = rotator.pass();

        assertThat(tenant.secrets.versions()).containsEntry(MAIL, before);
        assertThat(older.source()).containsEntry(INGRESS, Use.WORSE);
        assertThat(tenant.events(tenant.secrets.get(INGRESS)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Warning CertificateRefused data[tls.crt]: was issued before the one in use; ");

        tenant.secrets.annotate(MAIL, "tachydromos.io/rotate", "1");
        rotator.pass();

        assertThat(served(tenant).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
    }

    @Test
    void doesNotTouchAMailSecretThatSomebodyElseWrites(Tenant tenant) {
        Map<String, byte[]> theirs = authority.data("other.example.org", Duration.ZERO);
        tenant.secrets.put(MAIL, theirs);
        tenant.secrets.put(INGRESS, authority.data(HOST, HOUR));
        String before = tenant.secrets.versions().get(MAIL);

        RotatorStatus status = rotator.pass();

        assertThat(tenant.secrets.versions()).containsEntry(MAIL, before);
        assertThat(status.source()).containsEntry(INGRESS, Use.UNASKED);
    }
}
