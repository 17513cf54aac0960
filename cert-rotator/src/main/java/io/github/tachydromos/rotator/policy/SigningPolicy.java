// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.core.config.DkimEntries.ED25519;
import static io.github.tachydromos.core.config.DkimEntries.NEXT;
import static io.github.tachydromos.core.config.DkimEntries.PREVIOUS;
import static io.github.tachydromos.core.config.DkimEntries.RSA;
import static io.github.tachydromos.core.config.DkimEntries.SELECTOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.config.DkimEntries;
import io.github.tachydromos.core.config.Syntax;
import io.github.tachydromos.rotator.policy.SigningDecision.Keep;
import io.github.tachydromos.rotator.policy.SigningDecision.Make;
import io.github.tachydromos.rotator.policy.SigningDecision.Refuse;
import io.github.tachydromos.rotator.policy.SigningDecision.Switch;
import io.github.tachydromos.rotator.policy.SigningDecision.Wait;
import io.github.tachydromos.rotator.policy.SigningDecision.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The life of a signing key: made, published, signing, kept for what is under way, gone. Which selector signs is said by
 * the Secret alone, so that no change of a value makes mail be signed with what nobody has published.
 *
 * @param wanted selector that the document wants to sign
 * @param asked whether keys of another selector may be made
 */
public record SigningPolicy(String wanted, boolean asked, Duration overlap, Instant now) {
    /** Entry beside the keys before: since when they no longer sign. */
    public static final String SINCE = PREVIOUS + "since";

    private static final List<String> ENTRIES = List.of(SELECTOR, RSA, ED25519);

    /** The selector of the keys under a prefix; empty if there are none. */
    public static Optional<String> selector(Map<String, byte[]> data, String prefix) {
        return Optional.ofNullable(data.get(prefix + SELECTOR)).map(text -> new String(text, UTF_8).strip());
    }

    /**
     * Decides for the one Secret.
     *
     * @param sight asked only where it matters
     */
    public SigningDecision decide(Optional<ObservedSecret> observed, Supplier<Sight> sight) {
        Map<String, byte[]> data = observed.map(ObservedSecret::data).orElse(Map.of());
        List<String> missing = missing(data, "");
        if (!missing.isEmpty()) {
            String reason = observed.isEmpty() ? "did not exist" : "had no " + String.join(", ", missing);
            return new Make("", selector(data, "").orElse(wanted), missing, reason);
        }
        String current = selector(data, "").orElseThrow();
        if (!Syntax.isSelector(current)) {
            return new Refuse(SELECTOR + ": is no selector; write the one that its keys are published under");
        }
        Optional<String> over = selector(data, PREVIOUS).filter(_ -> !now.isBefore(end(data)));
        if (over.isPresent()) {
            return new Withdraw(
                    PREVIOUS, "no longer needed the keys of \"" + over.get() + "\": their records may go from DNS");
        }
        boolean other = !wanted.equalsIgnoreCase(current);
        Optional<String> next = selector(data, NEXT);
        if (next.isPresent() && !(other && asked && next.get().equals(wanted))) {
            return new Withdraw(NEXT, "was to be signed with \"" + next.get() + "\", which is no longer asked for");
        }
        return other ? rotation(observed.orElseThrow(), current, sight) : new Keep();
    }

    private SigningDecision rotation(ObservedSecret secret, String current, Supplier<Sight> sight) {
        String goesOn = "rspamd.dkimSelector: \"" + wanted + "\" does not sign, \"" + current + "\" goes on; ";
        if (!asked) {
            return new Refuse(goesOn + "set rspamd.rotateDkim to true to have keys of it made");
        }
        if (!secret.ours()) {
            return new Refuse(goesOn + "the keys are not ours: write your new ones and their selector into the Secret");
        }
        Map<String, byte[]> data = secret.data();
        Optional<String> previous = selector(data, PREVIOUS);
        boolean taken = Stream.concat(Stream.of(current), previous.stream())
                .anyMatch(used -> !Collections.disjoint(names(used), names(wanted)));
        if (taken) {
            return new Refuse(goesOn + "its records have a name that other keys have: choose one that was never used");
        }
        List<String> missing = missing(data, NEXT);
        if (!missing.isEmpty()) {
            return new Make(NEXT, wanted, missing, "was to be signed with \"" + wanted + "\": publish its records");
        }
        String next = "is to be signed with \"" + wanted + "\" once ";
        if (previous.isPresent()) {
            return new Wait(next + "the overlap of \"" + previous.get() + "\" has ended at " + end(data));
        }
        if (secret.annotation(Annotations.ACKNOWLEDGED).equalsIgnoreCase(wanted)) {
            return new Switch(signs(current) + "acknowledged");
        }
        Sight seen = sight.get();
        if (seen.complete()) {
            return new Switch(signs(current) + "seen");
        }
        String order = Annotations.ACKNOWLEDGED + "=" + wanted;
        return new Wait(next
                + (seen.watched().isEmpty()
                        ? "its records are published and the Secret is annotated with " + order
                        : "its records are seen at " + String.join(", ", seen.missing())
                                + ", or the Secret is annotated with " + order));
    }

    private String signs(String current) {
        return "signs with \"" + wanted + "\" from now on, and keeps the keys of \"" + current + "\" for "
                + overlap.toDays() + " days: its records were ";
    }

    /** A time that somebody has spoilt is over. */
    private Instant end(Map<String, byte[]> data) {
        String since = new String(data.getOrDefault(SINCE, new byte[0]), UTF_8);
        return Publication.time(since).orElse(Instant.EPOCH).plus(overlap);
    }

    private static List<String> missing(Map<String, byte[]> data, String prefix) {
        return ENTRIES.stream()
                .filter(entry -> !data.containsKey(prefix + entry))
                .toList();
    }

    /** DNS does not tell capitals. */
    private static Set<String> names(String selector) {
        String rsa = selector.toLowerCase(Locale.ROOT);
        return new HashSet<>(List.of(rsa, DkimEntries.ed25519Selector(rsa)));
    }
}
