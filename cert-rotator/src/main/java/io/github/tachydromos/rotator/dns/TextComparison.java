// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import io.github.tachydromos.rotator.dns.Sighting.Status;
import io.github.tachydromos.rotator.issue.TagList;
import io.github.tachydromos.rotator.records.WantedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares TXT records by what they mean. Others of another kind under the same name are nobody's affair here.
 *
 * @param host the mail host
 * @param addresses its public addresses, if they are known
 */
record TextComparison(String host, List<String> addresses) {

    Sighting compare(WantedRecord wanted, List<String> texts) {
        boolean spf = SpfRecord.isOne(wanted.value());
        List<String> candidates = texts.stream()
                .filter(text -> spf ? SpfRecord.isOne(text) : isAlike(wanted.value(), text))
                .toList();
        if (candidates.isEmpty()) {
            return new Sighting(wanted, Status.MISSING, List.of(), "");
        }
        if (candidates.size() > 1) {
            // RFC 7208 4.5, RFC 7489 6.6.3, RFC 8461 3.1, RFC 8460 3
            return new Sighting(wanted, Status.DIFFERS, candidates, "there are more than one, so none of them counts");
        }
        String found = candidates.getFirst();
        String fault = spf ? spf(wanted, found) : tags(wanted.value(), found);
        return new Sighting(wanted, fault.isEmpty() ? Status.OK : Status.DIFFERS, candidates, fault);
    }

    private String spf(WantedRecord wanted, String text) {
        String domain = wanted.name().substring(0, wanted.name().length() - 1);
        SpfRecord found = SpfRecord.read(text);
        if (found.rest().startsWith("redirect=")) {
            return "it refers to another record, which was not looked at";
        }
        SpfRecord own = SpfRecord.read(wanted.value());
        List<String> lacking = found.lacks(own, domain, host, addresses);
        if (!lacking.isEmpty()) {
            return "it does not name " + String.join(", ", lacking);
        }
        return found.isOpen() && !own.isOpen() ? "it refuses nobody; end it in -all or ~all" : "";
    }

    /** Whether a text is of the same kind; a key of DKIM need not say its version (RFC 6376 3.6.1). */
    private static boolean isAlike(String wanted, String text) {
        TagList own = TagList.read(wanted);
        TagList told = TagList.read(text);
        Optional<String> version = told.get("v");
        return version.equals(own.get("v"))
                || (version.isEmpty()
                        && own.get("p").isPresent()
                        && told.get("p").isPresent());
    }

    /** What it says beyond the wanted tags is its owner's affair. */
    private static String tags(String wanted, String text) {
        TagList told = TagList.read(text);
        List<String> faults = new ArrayList<>();
        TagList.read(wanted).tags().forEach((tag, value) -> {
            Optional<String> other = told.get(tag);
            boolean implied = other.isEmpty() && (tag.equals("v") || (tag.equals("k") && value.equals("rsa")));
            if (!implied && !other.map(is -> isSame(tag, value, is)).orElse(false)) {
                faults.add(other.map(is -> tag + " is another").orElse("it has no " + tag));
            }
        });
        return String.join(", ", faults.stream().sorted().toList());
    }

    /** Reports may go to others too. */
    private static boolean isSame(String tag, String wanted, String told) {
        return tag.equals("rua")
                ? Arrays.stream(told.split(",", -1)).anyMatch(wanted::equalsIgnoreCase)
                : wanted.equals(told);
    }
}
