// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.containers.Network;

/** The real nginx, and where SOGo would be something that answers each request with the request itself. */
final class NginxPod implements AutoCloseable {
    static final int FIRST = 20000;
    static final int SECOND = 20001;

    private static final String ECHO = """
            head=
            while IFS= read -r line && [ ${#line} -gt 1 ]; do
                head+=$line$'\\n'
            done
            # As a phone's request does, that waits for news.
            while [[ $head == *Cmd=Ping* ]] && ! [ -e /tmp/news ]; do sleep 0.1; done
            printf 'HTTP/1.0 200 OK\\r\\nX-Port: %s\\r\\n\\r\\n%s' "$1" "$head"
            """;

    final DaemonContainer nginx;
    private final Path upstream;

    /** Something that is done while SOGo is there. */
    interface Step {
        void take() throws Exception;
    }

    NginxPod(Path folder, Network network) throws IOException {
        upstream = Files.createDirectories(folder.resolve("upstream"));
        nginx = new DaemonContainer("nginx", folder, Bind.parse(upstream + ":/run/sogo-upstream:ro"))
                .withNetwork(network);
        nginx.addExposedPorts(NginxDaemon.PORT);
    }

    void start(RenderedTree tree) throws Exception {
        nginx.start();
        nginx.promote(tree);
        nginx.awaitRunning();
        eventuallyAnswers();
        nginx.shell("cat > /tmp/echo << 'EOF'\n" + ECHO + "EOF");
    }

    void eventuallyAnswers() throws Exception {
        Eventually.shows("an answer", () -> at("localhost").get("/").status() + "", "302"::equals);
    }

    Web at(String host) {
        return new Web(nginx, host);
    }

    void reload(RenderedTree tree) throws Exception {
        nginx.promote(tree);
        assertThat(nginx.control().reload()).isEqualTo(new Answer(0, ""));
    }

    /** As SOGo's container does it. */
    void leadTo(int port) throws IOException {
        Files.writeString(upstream.resolve("upstream.conf"), "server 127.0.0.1:" + port + ";\n");
        assertThat(nginx.control().reload()).isEqualTo(new Answer(0, ""));
    }

    /** As SOGo's container says that its database is away, or is back. */
    void sayUnavailable(boolean unavailable) throws IOException {
        Path file = upstream.resolve("unavailable");
        if (unavailable) {
            Files.createFile(file);
        } else {
            Files.delete(file);
        }
    }

    void withSogo(int port, Step step) throws Exception {
        nginx.shell("socat TCP-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr,backlog=64 'EXEC:/bin/bash /tmp/echo "
                + port + "' > /dev/null 2>&1 & echo $! > /tmp/echo." + port);
        Eventually.soon("something answers on " + port, () -> {
            nginx.shell("socat -u OPEN:/dev/null TCP:127.0.0.1:" + port);
            return true;
        });
        try {
            step.take();
        } finally {
            nginx.shell("kill $(cat /tmp/echo." + port + ")");
        }
    }

    @Override
    public void close() {
        nginx.stop();
    }
}
