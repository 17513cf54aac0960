// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.rotator.policy.Samples.DAY;
import static io.github.tachydromos.rotator.policy.Samples.NOW;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.rotator.policy.SigningDecision.Keep;
import io.github.tachydromos.rotator.policy.SigningDecision.Make;
import io.github.tachydromos.rotator.policy.SigningDecision.Refuse;
import io.github.tachydromos.rotator.policy.SigningDecision.Switch;
import io.github.tachydromos.rotator.policy.SigningDecision.Wait;
import io.github.tachydromos.rotator.policy.SigningDecision.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningPolicyTest {
    private static final Sight UNWATCHED = new Sight(List.of(), List.of());
    private static final Map<String, byte[]> SIGNING = keys("", "2026");
    private static final Map<String, byte[]> PREPARED = both(SIGNING, keys("next.", "2027"));

    @Test
    void makesTheFirstKeysOfTheSelectorThatIsWanted() {
        assertThat(wanting("2026", false).decide(Optional.empty(), () -> UNWATCHED))
                .isEqualTo(new Make("", "2026", List.of("selector", "rsa.pem", "ed25519.pem"), "did not exist"));
    }

    @Test
    void goesOnWithTheSelectorOfTheSecretUntilItIsAsked() {
        assertThat(decided(SIGNING, "2026", false)).isEqualTo(new Keep());
        assertThat(decided(SIGNING, "2027", false))
                .isEqualTo(new Refuse(
                        "rspamd.dkimSelector: \"2027\" does not sign, \"2026\" goes on; set rspamd.rotateDkim"
                                + " to true to have keys of it made"));
    }

    @Test
    void makesKeysOfAnotherSelectorWhenItIsAsked() {
        assertThat(decided(SIGNING, "2027", true))
                .isEqualTo(new Make(
                        "next.",
                        "2027",
                        List.of("selector", "rsa.pem", "ed25519.pem"),
                        "was to be signed with \"2027\": publish its records"));
    }

    @Test
    void waitsForTheRecords() {
        assertThat(decided(PREPARED, "2027", true))
                .isEqualTo(new Wait("is to be signed with \"2027\" once its records are published and the Secret is"
                        + " annotated with tachydromos.io/dkim-acknowledged=2027"));
        assertThat(wanting("2027", true)
                        .decide(
                                Optional.of(ours(PREPARED)),
                                () -> new Sight(List.of("a.example", "b.example"), List.of("b.example"))))
                .isEqualTo(new Wait(
                        "is to be signed with \"2027\" once its records are seen at b.example, or the Secret is"
                                + " annotated with tachydromos.io/dkim-acknowledged=2027"));
    }

    @Test
    void switchesWhenAllWatchedDomainsShowTheRecords() {
        assertThat(wanting("2027", true)
                        .decide(Optional.of(ours(PREPARED)), () -> new Sight(List.of("a.example"), List.of())))
                .isEqualTo(new Switch("signs with \"2027\" from now on, and keeps the keys of \"2026\" for 7 days: its"
                        + " records were seen"));
    }

    @Test
    void switchesWhenTheRecordsOfJustThisSelectorAreAcknowledged() {
        ObservedSecret secret = ours(PREPARED);

        assertThat(wanting("2027", true).decide(Optional.of(acknowledged(secret, "2026")), () -> UNWATCHED))
                .isInstanceOf(Wait.class);
        assertThat(wanting("2027", true).decide(Optional.of(acknowledged(secret, "2027")), () -> UNWATCHED))
                .isInstanceOf(Switch.class);
    }

    @Test
    void takesBackKeysThatAreNoLongerAskedFor() {
        for (SigningDecision decision : List.of(
                decided(PREPARED, "2026", true), decided(PREPARED, "2027", false), decided(PREPARED, "2028", true))) {
            assertThat(decision)
                    .isEqualTo(new Withdraw("next.", "was to be signed with \"2027\", which is no longer asked for"));
        }
    }

    @Test
    void keepsTheKeysBeforeForTheirOverlap() {
        assertThat(decided(switched(NOW.minus(DAY.multipliedBy(7)).plusSeconds(1)), "2027", true))
                .isEqualTo(new Keep());
        assertThat(decided(switched(NOW.minus(DAY.multipliedBy(7))), "2027", true))
                .isEqualTo(new Withdraw(
                        "previous.", "no longer needed the keys of \"2026\": their records may go from DNS"));
    }

    @Test
    void switchesOnlyWhenTheOverlapBeforeIsOver() {
        Map<String, byte[]> data = both(switched(NOW.minus(DAY)), keys("next.", "2028"));

        assertThat(wanting("2028", true).decide(Optional.of(acknowledged(ours(data), "2028")), () -> UNWATCHED))
                .isEqualTo(
                        new Wait(
                                "is to be signed with \"2028\" once the overlap of \"2026\" has ended at 2026-11-30T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-ed", "2026-ED", "2025", "2025-ed"})
    void refusesASelectorWhoseRecordsHaveNamesInUse(String wanted) {
        Map<String, byte[]> data = both(SIGNING, both(keys("previous.", "2025"), since(NOW)));

        assertThat(decided(data, wanted, true))
                .isEqualTo(new Refuse("rspamd.dkimSelector: \"" + wanted
                        + "\" does not sign, \"2026\" goes on; its records have a name that other keys have: choose one"
                        + " that was never used"));
    }

    @Test
    void rotatesNoKeysOfSomebodyElse() {
        assertThat(wanting("2027", true).decide(Optional.of(Samples.brought(SIGNING)), () -> UNWATCHED))
                .isEqualTo(new Refuse("rspamd.dkimSelector: \"2027\" does not sign, \"2026\" goes on; the keys are not"
                        + " ours: write your new ones and their selector into the Secret"));
    }

    @Test
    void refusesASelectorThatIsNone() {
        assertThat(decided(keys("", "a_b"), "2027", true))
                .isEqualTo(new Refuse("selector: is no selector; write the one that its keys are published under"));
    }

    private static SigningDecision decided(Map<String, byte[]> data, String wanted, boolean asked) {
        return wanting(wanted, asked).decide(Optional.of(ours(data)), () -> UNWATCHED);
    }

    private static SigningPolicy wanting(String wanted, boolean asked) {
        return new SigningPolicy(wanted, asked, Duration.ofDays(7), NOW);
    }

    private static ObservedSecret ours(Map<String, byte[]> data) {
        return new ObservedSecret("secret", true, Map.of(), data, new ObservedSecret.Version("uid", "1"));
    }

    private static ObservedSecret acknowledged(ObservedSecret secret, String selector) {
        return Samples.annotated(secret, Annotations.ACKNOWLEDGED, selector);
    }

    /** From 2026 to 2027. */
    private static Map<String, byte[]> switched(Instant at) {
        return both(keys("", "2027"), both(keys("previous.", "2026"), since(at)));
    }

    private static Map<String, byte[]> since(Instant at) {
        return Map.of("previous.since", at.toString().getBytes(US_ASCII));
    }

    private static Map<String, byte[]> keys(String prefix, String selector) {
        return Map.of(
                prefix + "selector", selector.getBytes(US_ASCII),
                prefix + "rsa.pem", new byte[0],
                prefix + "ed25519.pem", new byte[0]);
    }

    private static Map<String, byte[]> both(Map<String, byte[]> some, Map<String, byte[]> others) {
        Map<String, byte[]> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
