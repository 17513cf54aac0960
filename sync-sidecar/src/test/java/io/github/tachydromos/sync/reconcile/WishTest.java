// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.reconcile.Wanted.Tree;
import io.github.tachydromos.sync.reconcile.Wanted.Unusable;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {
    private static final String HOST = "mail.example.org";
    private static final String OTHER_HOST = "mx.example.org";
    private static final TestPairs AUTHORITY = new TestPairs();

    private final FakeDaemon daemon = new FakeDaemon();
    private Instant now = Instant.now();
    private final Wish wish = new Wish(daemon, Path.of("replica"), () -> now);

    @BeforeEach
    void serveTls() {
        daemon.ports = List.of(new TlsPort(993, AUTHORITY::certificate));
        AUTHORITY.renew(HOST);
    }

    @Test
    void rendersAFitPair() {
        assertThat(refused(of(suite(HOST), AUTHORITY.secret(HOST)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tls.crt, ''", "tls.crt, nonsense", "tls.key, nonsense"})
    void keepsTheServedPairInPlaceOfABrokenOne(String entry, String text) {
        RenderedTree good = tree(of(suite(HOST), AUTHORITY.secret(HOST)));
        Map<String, String> broken = new HashMap<>(AUTHORITY.secret(HOST));
        broken.put(entry, text);

        Wanted wanted = of(suite(HOST), broken, good);

        assertThat(tree(wanted)).isEqualTo(good);
        assertThat(refused(wanted))
                .singleElement()
                .asString()
                .startsWith("Secret \"demo-tachydromos-mail-tls\" data[" + entry + "]: ");
    }

    @Test
    void goesOnWithTheServedPairAlsoWhenItExpires() {
        RenderedTree good = tree(of(suite(HOST), AUTHORITY.secret(HOST)));
        now = now.plus(Duration.ofDays(31));

        Wanted wanted = of(suite(HOST), AUTHORITY.secret(HOST), good);

        assertThat(tree(wanted)).isEqualTo(good);
        assertThat(refused(wanted)).singleElement().asString().contains("expired at");
    }

    @Test
    void appliesANewDocumentWhileItsCertificateIsMissing() {
        RenderedTree good = tree(of(suite(HOST), AUTHORITY.secret(HOST)));

        Wanted wanted = of(suite(OTHER_HOST), AUTHORITY.secret(HOST), good);

        assertThat(tree(wanted).files()).containsEntry("main.cf", OTHER_HOST);
        assertThat(tree(wanted).difference(good)).containsExactly("main.cf");
        assertThat(refused(wanted)).singleElement().asString().contains("not for \"" + OTHER_HOST + "\"");
    }

    @Test
    void servesAnUnfitPairRatherThanNone() {
        Wanted wanted = of(suite(OTHER_HOST), AUTHORITY.secret(HOST));

        assertThat(tree(wanted).files()).containsEntry("main.cf", OTHER_HOST);
        assertThat(refused(wanted)).hasSize(1);
    }

    @Test
    void tellsAllFaultsOfAPairThatCannotBeServedAtAll() {
        Wanted wanted = of(suite(HOST), Map.of("tls.crt", "nonsense", "tls.key", "nonsense"));

        assertThat(wanted)
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("data[tls.crt]", "data[tls.key]"));
    }

    private Wanted of(Suite suite, Map<String, String> mail) {
        return of(suite, mail, null);
    }

    private Wanted of(Suite suite, Map<String, String> mail, RenderedTree good) {
        var snapshot = new Snapshot(
                Optional.of(suite),
                List.of(),
                List.of(),
                Map.of(suite.certificates().mail(), mail));
        return wish.of(snapshot, true, Optional.ofNullable(good));
    }

    private static RenderedTree tree(Wanted wanted) {
        return ((Tree) wanted).tree();
    }

    private static List<String> refused(Wanted wanted) {
        return ((Tree) wanted).refused();
    }

    private static Suite suite(String hostname) {
        return switch (SuiteJudge.judge(SuiteFixture.with("hostname: " + HOST, "hostname: " + hostname))) {
            case Judgement.Accepted(var suite, var _) -> suite;
            case Judgement other -> throw new AssertionError(other);
        };
    }
}
