// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import io.github.tachydromos.rotator.dns.NameServers.Answer.Absent;
import io.github.tachydromos.rotator.dns.NameServers.Answer.Found;
import io.github.tachydromos.rotator.dns.NameServers.Answer.Unanswered;
import io.github.tachydromos.rotator.issue.DkimRecord;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether DNS shows the records of signing keys. */
public record RecordLookup(NameServers servers) {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLookup.class);

    /** False as well if nobody answers: it can be asked again. */
    public boolean shows(String domain, List<DkimRecord> records) {
        return records.stream().allMatch(dkim -> shows(domain, dkim));
    }

    private boolean shows(String domain, DkimRecord dkim) {
        return switch (servers.ask(dkim.name() + "." + domain, "TXT")) {
            case Found(var texts) -> texts.stream().anyMatch(text -> dkim.isIn(text.toString()));
            case Absent() -> false;
            case Unanswered(var reason) -> {
                LOG.atDebug()
                        .addKeyValue("domain", domain)
                        .addKeyValue("reason", reason)
                        .log("no name server answers");
                yield false;
            }
        };
    }
}
