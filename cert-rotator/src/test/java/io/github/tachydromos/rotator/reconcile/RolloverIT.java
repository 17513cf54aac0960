// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.CA;
import static io.github.tachydromos.rotator.reconcile.Names.CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.LDAP_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new authority in the place of an old one. */
@ExtendWith(ApiServer.class)
class RolloverIT {
    private static final Duration SETTLED = Duration.ofMinutes(11);

    @Test
    void tellsTheApiServerOfANewAuthorityBeforeALeafOfItIsServedAndForgetsTheOldOneAfterItsLastLeaf(Tenant tenant) {
        tenant.rotator().pass();
        X509Certificate old = tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf();
        X509Certificate served = tenant.secrets.bundle(WEBHOOK_TLS).leaf();
        tenant.clock.goOn(SETTLED);
        tenant.secrets.annotate(WEBHOOK_CA_KEY, "tachydromos.io/rotate", "1");

        RotatorStatus announced = tenant.rotator().pass();

        X509Certificate next = tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf();
        assertThat(next).isNotEqualTo(old);
        assertThat(tenant.webhook.believed().values()).hasSize(2).containsOnly(List.of(next, old));
        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf()).isEqualTo(served);
        assertThat(announced.complete()).isTrue();

        RotatorStatus waiting = tenant.rotator().pass();

        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf()).isEqualTo(served);
        assertThat(waiting.progress()).isEqualTo(RotatorStatus.Progress.UNDER_WAY);
        assertThat(waiting.details().get(WEBHOOK_TLS)).contains("waits until all who verify know the new authority");

        tenant.clock.goOn(SETTLED);
        RotatorStatus switched = tenant.rotator().pass();

        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf().getSubjectX500Principal())
                .isEqualTo(served.getSubjectX500Principal());
        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf()).satisfies(leaf -> leaf.verify(next.getPublicKey()));
        assertThat(tenant.webhook.believed().values()).containsOnly(List.of(next, old));
        assertThat(switched.details()).isEmpty();

        tenant.clock.goOn(Duration.ofDays(7));
        tenant.rotator().pass();

        assertThat(tenant.webhook.believed().values()).hasSize(2).containsOnly(List.of(next));
        assertThat(tenant.secrets.trusted(WEBHOOK_TLS)).containsExactly(next);
    }

    @Test
    void tellsThePodsOfANewAuthorityBeforeALeafOfItIsServed(Tenant tenant) {
        tenant.rotator().pass();
        X509Certificate old = tenant.secrets.bundle(CA_KEY).leaf();
        X509Certificate served = tenant.secrets.bundle(LDAP_TLS).leaf();
        tenant.clock.goOn(SETTLED);
        tenant.secrets.annotate(CA_KEY, "tachydromos.io/rotate", "1");

        tenant.rotator().pass();

        X509Certificate next = tenant.secrets.bundle(CA_KEY).leaf();
        assertThat(tenant.secrets.trusted(CA)).containsExactly(next, old);
        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf()).isEqualTo(served);

        tenant.clock.goOn(SETTLED);
        tenant.rotator().pass();

        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf()).satisfies(leaf -> leaf.verify(next.getPublicKey()));
        assertThat(tenant.secrets.trusted(CA)).containsExactly(next, old);

        tenant.clock.goOn(Duration.ofDays(365));
        tenant.rotator().pass();

        assertThat(tenant.secrets.trusted(CA)).containsExactly(next);
    }

    @Test
    void putsANewAuthorityBesideOneWhoseKeyWasDeleted(Tenant tenant) {
        tenant.rotator().pass();
        X509Certificate old = tenant.secrets.bundle(CA_KEY).leaf();
        X509Certificate served = tenant.secrets.bundle(LDAP_TLS).leaf();
        tenant.secrets.delete(CA_KEY);

        tenant.rotator().pass();

        X509Certificate next = tenant.secrets.bundle(CA_KEY).leaf();
        assertThat(tenant.secrets.trusted(CA)).containsExactly(next, old);
        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf()).isEqualTo(served);

        tenant.clock.goOn(SETTLED);
        tenant.rotator().pass();

        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf()).satisfies(leaf -> leaf.verify(next.getPublicKey()));
    }

    @Test
    void issuesFromAnAuthorityThatAnOperatorBroughtWithAnEd25519Key(Tenant tenant) {
        TestPairs company = new TestPairs("Ed25519");
        tenant.secrets.put(CA_KEY, company.data(company.authority()));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isTrue();
        assertThat(tenant.secrets.trusted(CA)).containsExactly(company.certificate());
        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf())
                .satisfies(leaf -> leaf.verify(company.certificate().getPublicKey()));
    }

    @Test
    void goesOnWithAllElseWhereAnAuthorityOfAnOperatorCannotSign(Tenant tenant) {
        TestPairs company = new TestPairs("RSASSA-PSS");
        tenant.secrets.put(CA_KEY, company.data(company.authority()));

        RotatorStatus status = tenant.rotator().pass();

        String fault = "cannot be issued by an authority whose key is of the kind RSASSA-PSS; "
                + "bring one with an EC, RSA or Ed25519 key";
        assertThat(status.details()).containsEntry(LDAP_TLS, fault).containsEntry(DOVECOT_TLS, fault);
        assertThat(tenant.events()).contains("Warning Failed " + LDAP_TLS + ": " + fault);
        X509Certificate webhook = tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf();
        assertThat(tenant.webhook.believed().values()).containsOnly(List.of(webhook));
        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf()).satisfies(leaf -> leaf.verify(webhook.getPublicKey()));
    }

    @Test
    void forgetsAnAuthorityAtOnceWhoseKeyWasStolen(Tenant tenant) {
        tenant.rotator().pass();
        tenant.clock.goOn(SETTLED);
        tenant.secrets.annotate(CA_KEY, "tachydromos.io/rotate", "1");
        tenant.rotator().pass();
        tenant.secrets.annotate(CA_KEY, "tachydromos.io/trusted-until", "2000-01-01T00:00:00Z");

        tenant.rotator().pass();

        X509Certificate next = tenant.secrets.bundle(CA_KEY).leaf();
        assertThat(tenant.secrets.trusted(CA)).containsExactly(next);
        assertThat(tenant.secrets.bundle(LDAP_TLS).leaf()).satisfies(leaf -> leaf.verify(next.getPublicKey()));
        assertThat(tenant.secrets.trusted(LDAP_TLS)).containsExactly(next);
    }
}
