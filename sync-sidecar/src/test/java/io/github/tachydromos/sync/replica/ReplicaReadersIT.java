// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Postfix's own reader, with the replica mounted read-only, while the writer comes and goes. */
class ReplicaReadersIT {
    private static final String ALIASES =
            "dbpath = /state/directory.sqlite\n" + "query = SELECT target FROM v_alias WHERE address = '%s'\n";

    private static final String MAIN = "compatibility_level = 3.10\nmeta_directory = /usr/local/lib/tachydromos/meta\n";

    @TempDir
    private Path folder;

    private Path file;
    private Process writer;
    private GenericContainer<?> postfix;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("replica/directory.sqlite");
        writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplicaProcess.class.getName(),
                        file.toString(),
                        "50")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = writer.inputReader();
        assertThat(output.readLine()).isEqualTo("ready");

        Bind readOnly = new Bind(file.getParent().toString(), new Volume("/state"), AccessMode.ro);
        postfix = new GenericContainer<>(DockerImageName.parse("docker.io/tachydromos/postfix:0.1.0"))
                .withCopyToContainer(Transferable.of(MAIN, 0644), "/lookup/main.cf")
                .withCopyToContainer(Transferable.of(ALIASES, 0644), "/lookup/aliases.cf")
                .withCreateContainerCmdModifier(command -> {
                    command.withEntrypoint("sleep", "infinity");
                    command.getHostConfig().withBinds(readOnly);
                });
        postfix.start();
    }

    @AfterEach
    void stop() {
        postfix.stop();
        writer.destroyForcibly();
    }

    @Test
    void readWhileTheWriterLives() throws Exception {
        assertThat(lookUp("alias7@example.org")).isEqualTo("u7@example.org");
        assertThat(lookUp("nobody@example.org")).isEmpty();
    }

    @Test
    void readAfterTheWriterWasAskedToEnd() throws Exception {
        writer.destroy();
        writer.waitFor();

        assertThat(lookUp("alias7@example.org")).isEqualTo("u7@example.org");
    }

    @Test
    void readAfterTheWriterWasKilled() throws Exception {
        writer.destroyForcibly().waitFor();

        assertThat(lookUp("alias7@example.org")).isEqualTo("u7@example.org");
    }

    @Test
    void seeAChangeThatIsCommittedWhileTheyAreThere() throws Exception {
        writer.destroyForcibly().waitFor();
        DirectoryReplica next = DirectoryReplica.open(
                file, Optional.empty(), MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));
        try (ReplicaTransaction change = next.begin()) {
            change.put(Entries.account("u7", "u7@example.org", "other7@example.org"));
            change.commit(Optional.empty());
        }

        assertThat(lookUp("other7@example.org")).isEqualTo("u7@example.org");
        assertThat(lookUp("alias7@example.org")).isEmpty();
    }

    /** What postmap prints, as the user that Postfix runs as; an error of the table is a failure. */
    private String lookUp(String address) throws Exception {
        ExecResult result =
                postfix.execInContainer(("setpriv --reuid=postfix --regid=postfix --clear-groups postmap -c /lookup -q "
                                + address + " sqlite:/lookup/aliases.cf")
                        .split(" ", -1));
        assertThat(result.getStderr()).isEmpty();
        return result.getStdout().strip();
    }
}
