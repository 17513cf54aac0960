// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A new telephone that a user has just told his address and password, and that speaks ActiveSync. */
public record Telephone(Stranger stranger, URI web, Credentials user) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * What it has got from the server.
     *
     * @param versions of the protocol
     * @param provision status of the answer, and of the policy in it: 2 if the server sets none
     * @param folders their names
     * @param mails subjects, by folder, of INBOX and Archive
     * @param appointments subjects of the calendar
     */
    public record Content(
            String versions,
            List<String> provision,
            List<String> folders,
            Map<String, List<String>> mails,
            List<String> appointments) {}

    /** Begins to wait for news of the inbox, as it does all day; returns when it waits. */
    public Waiting await() throws Exception {
        String said = "/tmp/phone-" + UUID.randomUUID();
        String begin = "read password; echo \"$password\" | sync-phone \"$0\" \"$1\" wait >\"$2\" 2>&1 &";
        stranger.run(user.password() + "\n", "sh", "-c", begin, web.toString(), user.mail(), said);
        Waiting waiting = new Waiting(stranger, said);
        Eventually.until("the telephone waits", LIMIT, () -> waiting.said().size() == 1);
        return waiting;
    }

    /** One that waits. */
    public record Waiting(Stranger stranger, String file) {
        /** What it was told in the end: status 2 of a Ping is news. */
        public String news() throws Exception {
            Eventually.until("the telephone is told something", LIMIT, () -> said().size() > 1);
            return said().getLast();
        }

        private List<String> said() throws IOException, InterruptedException {
            return stranger.run("", "cat", file).lines().toList();
        }
    }

    public Content content() throws IOException, InterruptedException {
        String seen = stranger.run(user.password() + "\n", "sync-phone", web.toString(), user.mail());
        return new ObjectMapper().readValue(seen, Content.class);
    }
}
