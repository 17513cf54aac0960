// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile mail through the real Postfix and Rspamd: a defined answer to each, by processes that live on within their memory. */
class HostileMailIT {
    private static FilteredPost post;

    private String workers = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        post = new FilteredPost(folder);
        post.start(new RspamdDaemon().render(FilterSuite.withOverrides(FilteredPost.ALONE)));
        post.eventuallyTakesMail();
    }

    @AfterAll
    static void stop() {
        post.close();
    }

    @BeforeEach
    void rememberTheWorkers() throws Exception {
        workers = workers();
    }

    @AfterEach
    void seesTheSameWorkers() throws Exception {
        assertThat(workers()).isEqualTo(workers);
    }

    static Stream<HostileMail> mails() {
        return HostileMail.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void answers(HostileMail mail) throws Exception {
        assertThat(post.deliver(mail.bytes())).matches(mail.reply());
    }

    /** A text takes about twelve times its size while it is looked at. */
    @Test
    void takesThreeOfTheLargestTextsAtOnce() throws Exception {
        String mail = HostileMail.largestText();

        List<Callable<String>> deliveries = Collections.nCopies(3, () -> post.deliver(mail));
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : senders.invokeAll(deliveries)) {
                assertThat(reply.get()).matches(HostileMail.TAKEN);
            }
        }
    }

    private static String workers() throws Exception {
        return post.pod.rspamd.shell("pgrep -f rspamd_proxy");
    }
}
