// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Records as a part of a zone file (RFC 1035 5), for the zone that holds a name. Names are absolute, so that it may be
 * included anywhere in it; SOA and NS are the operator's.
 */
final class ZoneFile {
    private static final int TTL = 3600;

    /** RFC 1035 3.3: a string's length is one byte. */
    private static final int STRING = 255;

    private ZoneFile() {}

    static String of(String origin, List<WantedRecord> records) {
        StringBuilder zone = new StringBuilder("; What mail needs in DNS of " + origin
                + ", for the zone that holds it. Written by the cert-rotator; edits are lost.\n");
        for (WantedRecord record : records) {
            if (record.untold()) {
                zone.append("; to be added: ").append(line(record, "<the public address>"));
            } else if (isWithin(record.name(), origin)) {
                zone.append(line(record, value(record)));
            } else {
                zone.append("; in another zone: ").append(line(record, value(record)));
            }
        }
        return zone.toString();
    }

    private static boolean isWithin(String name, String origin) {
        return name.equals(origin + ".") || name.endsWith("." + origin + ".");
    }

    private static String line(WantedRecord record, String value) {
        return record.name() + " " + TTL + " IN " + record.type() + " " + value + "\n";
    }

    private static String value(WantedRecord record) {
        return record.type() == RecordType.TXT ? strings(record.value()) : record.value();
    }

    private static String strings(String text) {
        StringBuilder strings = new StringBuilder("\"");
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            strings.append(i > 0 && i % STRING == 0 ? "\" \"" : "");
            char c = (char) Byte.toUnsignedInt(bytes[i]);
            if (c == '"' || c == '\\') {
                strings.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                strings.append("\\%03d".formatted((int) c));
            } else {
                strings.append(c);
            }
        }
        return strings.append('"').toString();
    }
}
