// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.ALL;
import static io.github.tachydromos.rotator.reconcile.Names.CA;
import static io.github.tachydromos.rotator.reconcile.Names.CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.INGRESS;
import static io.github.tachydromos.rotator.reconcile.Names.LDAP_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.MAIL;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.tls.TlsSecretCheck;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program is killed between any two writes. */
@ExtendWith(ApiServer.class)
class KilledPassIT {
    private static final String HOST = "mail.example.org";
    private static final Duration SETTLED = Duration.ofMinutes(11);
    private static final int LAST_WRITES = 12;

    private static List<Integer> writesOfAFirstStart() {
        return IntStream.range(0, LAST_WRITES).boxed().toList();
    }

    @ParameterizedTest(name = "after {0} writes")
    @MethodSource("writesOfAFirstStart")
    void continuesAFirstStart(int writes, Tenant tenant) {
        Rotator killed = tenant.rotator(new Cut(writes));
        assertThatThrownBy(killed::pass).isInstanceOf(Cut.Killed.class);
        Map<String, String> made = tenant.secrets.versions();
        assertServable(tenant);

        RotatorStatus status = tenant.rotator().pass();

        assertThat(made).hasSizeBetween(writes - 1, writes);
        assertThat(status.complete()).isTrue();
        assertThat(tenant.secrets.versions()).containsAllEntriesOf(made).containsOnlyKeys(ALL);
        assertServable(tenant);
    }

    @ParameterizedTest(name = "after {0} writes")
    @MethodSource("writesOfAFirstStart")
    void continuesAFirstStartBesideACertificateToBeShared(int writes, Tenant tenant) {
        tenant.secrets.put(INGRESS, new Certified(tenant.clock.instant()).data(HOST, Duration.ZERO));
        Rotator killed = tenant.rotator(new Cut(writes));
        assertThatThrownBy(killed::pass).isInstanceOf(Cut.Killed.class);
        assertServable(tenant);
        if (tenant.secrets.versions().containsKey(MAIL)) {
            assertShared(tenant);
        }

        tenant.rotator().pass();

        assertShared(tenant);
        assertServable(tenant);
    }

    @Test
    void showsAllOfTheCertificateBeforeOrAllOfTheRenewedOne(Tenant tenant) {
        Certified company = new Certified(tenant.clock.instant());
        tenant.secrets.put(INGRESS, company.data(HOST, Duration.ZERO));
        tenant.rotator().pass();
        Map<String, String> before = tenant.secrets.get(MAIL).getData();
        tenant.secrets.put(INGRESS, company.data(HOST, Duration.ofMinutes(1)));

        Rotator killed = tenant.rotator(new Cut(0));
        assertThatThrownBy(killed::pass).isInstanceOf(Cut.Killed.class);

        assertThat(tenant.secrets.get(MAIL).getData()).isEqualTo(before);

        tenant.rotator().pass();

        assertThat(tenant.secrets.get(MAIL).getData()).isNotEqualTo(before);
        assertShared(tenant);
    }

    private static void assertShared(Tenant tenant) {
        assertThat(tenant.secrets.get(MAIL).getData())
                .isEqualTo(tenant.secrets.get(INGRESS).getData());
    }

    /** From the order to the day on which the old authority is forgotten; leaves are renewed on the way. */
    @Test
    void continuesARolloverOfTheWebhooksAuthority(Tenant tenant) {
        List<Duration> times = new ArrayList<>(List.of(SETTLED, SETTLED));
        times.addAll(Collections.nCopies(4, Duration.ofDays(2)));
        times.add(SETTLED);

        rollOverKilledAnywhere(tenant, WEBHOOK_CA_KEY, times, () -> {
            X509Certificate authority = tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf();
            assertThat(tenant.webhook.believed().values()).containsOnly(List.of(authority));
            return authority;
        });
    }

    @Test
    void continuesARolloverOfTheInternalAuthority(Tenant tenant) throws Exception {
        tenant.suite(tenant.document().replace("enabled: true", "enabled: false"));
        List<Duration> times = new ArrayList<>(List.of(SETTLED, SETTLED));
        times.addAll(Collections.nCopies(4, Duration.ofDays(100)));
        times.add(SETTLED);

        rollOverKilledAnywhere(tenant, CA_KEY, times, () -> {
            X509Certificate authority = tenant.secrets.bundle(CA_KEY).leaf();
            assertThat(tenant.secrets.trusted(CA)).containsExactly(authority);
            return authority;
        });
    }

    /** Repeats the rollover, cut off one write later each time, until nothing is left to cut. */
    private static void rollOverKilledAnywhere(
            Tenant tenant, String authority, List<Duration> times, Supplier<X509Certificate> onlyBelieved) {
        tenant.rotator().pass();
        for (int writes = 0; ; writes++) {
            X509Certificate before = onlyBelieved.get();
            tenant.clock.goOn(SETTLED);
            tenant.secrets.annotate(authority, "tachydromos.io/rotate", "after " + writes);

            Cut cut = new Cut(writes);
            rollOver(tenant, cut, times);

            assertThat(onlyBelieved.get()).isNotEqualTo(before);
            if (!cut.hasHappened()) {
                assertThat(writes).isGreaterThan(7);
                return;
            }
        }
    }

    /** Runs one rotator until it is killed and another from there on, and looks after each pass. */
    private static void rollOver(Tenant tenant, Cut cut, List<Duration> times) {
        Rotator mortal = tenant.rotator(cut);
        Rotator successor = tenant.rotator();
        for (Duration time : times) {
            try {
                mortal.pass();
            } catch (Cut.Killed _) {
                assertThat(cut.hasHappened()).isTrue();
            }
            assertServable(tenant);
            if (cut.hasHappened()) {
                successor.pass();
                assertServable(tenant);
            }
            tenant.clock.goOn(time);
        }
        successor.pass();
        assertServable(tenant);
    }

    /** Whoever asks a server meets a certificate that he can verify by what he is told at this moment. */
    private static void assertServable(Tenant tenant) {
        Map<String, String> present = tenant.secrets.versions();
        if (present.containsKey(MAIL)) {
            assertThat(TlsSecretCheck.findings(tenant.secrets.data(MAIL), HOST, tenant.clock.instant()))
                    .isEmpty();
        }
        for (String leaf : List.of(LDAP_TLS, DOVECOT_TLS)) {
            if (present.containsKey(leaf)) {
                assertThat(tenant.secrets.trusted(CA)).anyMatch(authority -> issued(tenant, leaf, authority));
            }
        }
        if (present.containsKey(WEBHOOK_TLS)) {
            assertThat(tenant.webhook.believed().values())
                    .allSatisfy(believed ->
                            assertThat(believed).anyMatch(authority -> issued(tenant, WEBHOOK_TLS, authority)));
        }
    }

    private static boolean issued(Tenant tenant, String leaf, X509Certificate authority) {
        try {
            tenant.secrets.bundle(leaf).leaf().verify(authority.getPublicKey());
            return tenant.secrets.bundle(leaf).leaf().getNotAfter().toInstant().isAfter(tenant.clock.instant());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
