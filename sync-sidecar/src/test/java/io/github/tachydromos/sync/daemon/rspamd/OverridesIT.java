// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.postfix.TestDirectory;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;

/** The user's own files for Rspamd, judged by the real one: what is wrong in which line of which. */
class OverridesIT {
    private static final RenderedTree GOOD = new RspamdDaemon().render(FilterSuite.inputs());

    private static Network network;
    private static RspamdPod pod;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        network = Network.newNetwork();
        pod = new RspamdPod(folder, network);
        new TestDirectory(pod.rspamd.state());
        pod.start(GOOD);
        Eventually.soon("the milter", () -> {
            for (var probe : new RspamdProbes(pod.rspamd::listener).of(GOOD)) {
                probe.run();
            }
            return true;
        });
    }

    @AfterAll
    static void stop() {
        pod.close();
        network.close();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                // syntax
                bad("greylist.conf", "timeout = {", "greylist.conf:2 unmatched open brace"),
                bad("greylist.conf", "} x", "greylist.conf: line: 1, column: 3"),
                // nobody reads it
                bad("greylisting.conf", "enabled = false;", "greylisting.conf: Rspamd reads no file of this name"),
                // no such option
                bad(
                        "greylist.conf",
                        "# soon\ntiemout = 5min;",
                        "greylist.conf:2: Rspamd has no option \"tiemout\" here"),
                bad("options.inc", "task_timeot = 5s;", "options.inc:1: Rspamd has no option \"task_timeot\" here"),
                bad("worker-proxy.inc", "cuont = 1;", "worker-proxy.inc:1: Rspamd has no option \"cuont\" here"),
                bad("actions.conf", "rejct = 12;", "actions.conf:1: Rspamd has no option \"rejct\" here"),
                // a value of another type
                bad(
                        "greylist.conf",
                        "timeout = bananas;",
                        "greylist.conf:1: timeout is \"bananas\" instead of a number"),
                bad(
                        "greylist.conf",
                        "enabled = maybe;",
                        "greylist.conf:1: enabled is \"maybe\" instead of true or false"),
                bad("actions.conf", "\nreject = much;", "actions.conf:2: reject is \"much\" instead of a number"),
                bad("worker-proxy.inc", "count = many;", "worker-proxy.inc:1: count is \"many\" instead of a number"),
                bad(
                        "options.inc",
                        "task_timeout = long;",
                        "options.inc:1: task_timeout is \"long\" instead of a number"),
                bad("logging.inc", "level = loud;", "logging.inc:1: cannot init logger: invalid log level: loud"),
                // a port that is none
                bad("worker-proxy.inc", "bind_socket = '*:99999';", "worker-proxy.inc:1: 99999 is no port"),
                bad("redis.conf", "servers = '127.0.0.1:70000';", "redis.conf:1: 70000 is no port"),
                // files from elsewhere
                bad("options.inc", ".include '/etc/passwd'", "options.inc:1: draws in another file"),
                // what a module itself finds
                bad("multimap.conf", "A { type = x; map = '/y'; }", "invalid type x"),
                bad("composites.conf", "AB { expression = 'A &'; }", "cannot parse composite expression for AB"),
                bad(
                        "rbl.conf",
                        "rbls { Xy { symbol = 7; rbl = 'x.example'; } }",
                        "rbl.conf:1: invalid config for Xy: field \"symbol\""),
                bad(
                        "milter_headers.conf",
                        "use = [nothing];",
                        "milter_headers.conf:1: routine \"nothing\" does not exist"));
    }

    private static Arguments bad(String name, String text, String fault) {
        return Arguments.of(name, text, fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bad")
    void refusesAFaultyFile(String name, String text, String fault) throws Exception {
        Answer answer = pod.rspamd.check(with(name, text));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.output()).contains(fault).doesNotContain("/run/control");
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("greylist.conf", "timeout = 10min; expire = 2d;"),
                Arguments.of("options.inc", "max_urls = 100; dns { nameserver = ['192.0.2.1:53']; timeout = 2s; }"),
                Arguments.of("actions.conf", "reject = 20; greylist = null;"),
                Arguments.of("worker-controller.inc", "enable_password = 'x'; count = 1;"),
                Arguments.of("mime_types.conf", "bad_extensions = { qqx = 3; }"),
                Arguments.of("rbl.conf", "default_from = true;"),
                Arguments.of("regexp.conf", "mine = { re = 'Subject=/offer/i'; score = 1; }"),
                Arguments.of("history_redis.conf", "nrows = 500; compress = false;"),
                Arguments.of("dkim_signing.conf", "allow_username_mismatch = true;"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("good")
    void takesASoundFile(String name, String text) throws Exception {
        assertThat(pod.rspamd.check(with(name, text))).isEqualTo(new Answer(0, ""));
    }

    @Test
    void goesOnWithTheLastTreeAfterARefusal() throws Exception {
        assertThat(pod.rspamd.check(with("greylist.conf", "tiemout = 5min;")).passed())
                .isFalse();

        for (var probe : new RspamdProbes(pod.rspamd::listener).of(GOOD)) {
            probe.run();
        }
        assertThat(pod.rspamd.shell("ls /run/config/live/")).doesNotContain("override.d");
    }

    private static RenderedTree with(String name, String text) {
        var files = new TreeMap<>(GOOD.files());
        files.put("override.d/" + name, text + "\n");
        return new RenderedTree(files);
    }
}
