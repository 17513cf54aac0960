// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * A provider's mail server as far as its customers see it: a Postfix that takes mail on 587 and 465 from who logs in,
 * and a Dovecot that knows the password. Its one customer may send as anyone.
 */
final class RelayHost {
    static final String NAME = "relay.example.net";
    static final String OTHER_NAME = "other.example.net";
    static final String CUSTOMER = "sysmail@example.org";
    static final String PASSWORD = "p a%s'$s\\:#";
    static final String RECIPIENT = "friend@beyond.example";

    private static final String PASSWORDS = """
            dovecot_config_version = 2.4.1
            dovecot_storage_version = 2.4.1
            base_dir = /run/dovecot
            log_path = /dev/stderr
            auth_verbose = yes
            protocols =
            ssl = no
            passdb passwd-file {
              passwd_file_path = /relay/users
            }
            userdb static {
            }
            service auth {
              unix_listener /run/sasl/auth {
                mode = 0666
              }
            }
            """;

    private final PostfixContainer postfix;
    private final GenericContainer<?> dovecot;
    private final RenderedTree tree;

    RelayHost(Path folder, Network network, TestPairs authority) throws Exception {
        Path sockets = Files.createDirectories(folder.resolve("sasl"));
        Path state = folder.resolve("state");
        new TestDirectory(state).add("beyond.example", RECIPIENT);
        postfix = new PostfixContainer(state)
                .withNetwork(network)
                .withNetworkAliases(NAME, OTHER_NAME)
                .withFileSystemBind(sockets.toString(), "/run/sasl", BindMode.READ_WRITE);
        Path passwords = Files.createDirectories(folder.resolve("relay"));
        Files.writeString(passwords.resolve("dovecot.conf"), PASSWORDS);
        Files.writeString(passwords.resolve("users"), CUSTOMER + ":{PLAIN.b64}" + base64(PASSWORD) + "\n");
        dovecot = new GenericContainer<>("docker.io/tachydromos/dovecot:0.1.0")
                .withFileSystemBind(sockets.toString(), "/run/sasl", BindMode.READ_WRITE)
                .withFileSystemBind(passwords.toString(), "/relay", BindMode.READ_ONLY)
                .withCreateContainerCmdModifier(
                        command -> command.withEntrypoint("dovecot", "-F", "-c", "/relay/dovecot.conf"));
        tree = new PostfixDaemon()
                .render(GoldenCase.named("default")
                        .inputs(authority, suite -> suite.replace("mail.example.org", NAME)));
    }

    void start() throws IOException, InterruptedException {
        dovecot.start();
        postfix.start();
        Answer promoted = postfix.promote(tree);
        if (!promoted.passed()) {
            throw new IOException(promoted.output());
        }
    }

    void stop() {
        postfix.stop();
        dovecot.stop();
    }

    /** Who is to get the mails that it has taken. */
    String queue() throws IOException, InterruptedException {
        return postfix.execInContainer("postqueue", "-p").getStdout();
    }

    /** How many sessions ended, and in how many of them somebody tried to log in. */
    Sessions sessions() {
        var ended = postfix.getLogs()
                .lines()
                .filter(line -> line.contains(": disconnect from "))
                .toList();
        return new Sessions(
                ended.size(),
                ended.stream().filter(line -> line.contains(" auth=")).count());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    record Sessions(long all, long withLogin) {}
}
