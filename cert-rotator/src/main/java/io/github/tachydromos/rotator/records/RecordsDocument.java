// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is to be published, for programs.
 *
 * @param domains the managed domains that the document lists
 * @param host records of the mail host
 * @param eachDomain records of every managed domain; {@value #DOMAIN} stands for its name
 */
public record RecordsDocument(List<String> domains, List<WantedRecord> host, List<WantedRecord> eachDomain) {
    /** Entry of the ConfigMap that holds it. */
    public static final String ENTRY = "records.json";

    private static final String DOMAIN = "{domain}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public RecordsDocument {
        domains = List.copyOf(domains);
        host = List.copyOf(host);
        eachDomain = List.copyOf(eachDomain);
    }

    public static RecordsDocument of(SuiteRecords records) {
        return new RecordsDocument(records.suite().dns().domains(), records.host(), records.domain(DOMAIN));
    }

    /** Reads what {@link #entries} has written. */
    public static RecordsDocument read(String json) throws JsonProcessingException {
        return JSON.readValue(json, RecordsDocument.class);
    }

    /** Records of one managed domain, listed or not. */
    public List<WantedRecord> domain(String domain) {
        List<WantedRecord> records = new ArrayList<>();
        for (WantedRecord each : eachDomain) {
            WantedRecord record = new WantedRecord(
                    each.name().replace(DOMAIN, domain),
                    each.type(),
                    each.value().replace(DOMAIN, domain));
            // A domain need not allow itself to send reports to itself.
            if (!record.name().equals(domain + "._report._dmarc." + domain + ".")) {
                records.add(record);
            }
        }
        return records;
    }

    /** The ConfigMap's data: a zone file for the host and for each listed domain, and all of it as JSON. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        String name = host.getFirst().name();
        entries.put("host.zone", ZoneFile.of(name.substring(0, name.length() - 1), host));
        domains.forEach(domain -> entries.put(domain + ".zone", ZoneFile.of(domain, domain(domain))));
        try {
            entries.put(ENTRY, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records cannot be written", e);
        }
        return entries;
    }
}
