// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The foreign mail server and its DNS zone {@code test}: a container beside the node, outside the cluster. */
public final class Stranger {
    public static final String IMAGE = "docker.io/tachydromos/stranger:0.1.0";
    public static final String DOMAIN = "stranger.test";
    private static final String NAME = "tachydromos-stranger";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Starts it unless it runs, and tells the cluster's DNS who answers for its zone. */
    public void start(Workspace workspace) throws Exception {
        if (!isRunning()) {
            docker("run", "--detach", "--name", NAME, "--hostname", "mx." + DOMAIN, IMAGE);
        }
        Eventually.until("the foreign mail server listens", Duration.ofSeconds(30), this::listens);
        String script = workspace.path("cluster/dns").toString();
        Command.of(script, "test", address()).run();
    }

    /** Tells the programs in it the address of a host that is in no DNS. */
    public void learn(String host, String address) throws IOException, InterruptedException {
        String others =
                "grep -v \" $0$\" /etc/hosts >/tmp/hosts; echo \"$1 $0\" >>/tmp/hosts; cat /tmp/hosts >/etc/hosts";
        run("", "sh", "-c", others, host, address);
    }

    /** Gives a host of the zone {@code test} its address. */
    public void announce(String host, String address) throws IOException, InterruptedException {
        run(address + " " + host + "\n", "sh", "-c", "cat >/var/lib/hosts/\"$0\"", host);
    }

    public String address() throws IOException, InterruptedException {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", NAME);
    }

    /** Refuses connections until {@link #openDoor}; its DNS goes on. */
    public void closeDoor() throws Exception {
        docker("kill", "--signal", "USR1", NAME);
        Eventually.until("the foreign mail server is closed", Duration.ofSeconds(10), () -> !listens());
    }

    public void openDoor() throws Exception {
        docker("kill", "--signal", "USR2", NAME);
        Eventually.until("the foreign mail server listens", Duration.ofSeconds(10), this::listens);
    }

    public ReceivedMail await(String recipient, String text, Duration limit) throws Exception {
        String condition = "mail for " + recipient + " with \"" + text + "\" at " + DOMAIN;
        return Eventually.value(condition, limit, () -> find(recipient, text));
    }

    public Optional<ReceivedMail> find(String recipient, String text) throws IOException, InterruptedException {
        return received().stream()
                .filter(mail -> mail.to().contains(recipient) && mail.content().contains(text))
                .findFirst();
    }

    /**
     * What a verifier that is not Rspamd says of a mail: a line for each DKIM signature (algorithm, domain, verdict) and one
     * for its ARC chain. The records stand for DNS: what each domain publishes.
     */
    public List<String> verified(String mail, Map<String, String> records) throws IOException, InterruptedException {
        return run(mail, "verify-mail", JSON.writeValueAsString(records))
                .lines()
                .toList();
    }

    private List<ReceivedMail> received() throws IOException, InterruptedException {
        List<ReceivedMail> mails = new ArrayList<>();
        String files = docker("exec", NAME, "find", "/var/mail", "-name", "*.json", "-exec", "cat", "{}", "+");
        for (String line : files.lines().toList()) {
            mails.add(JSON.readValue(line, ReceivedMail.class));
        }
        return mails;
    }

    /** What one of the programs in it prints, which are not ours; this text is on its standard input. */
    public String run(String input, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker", "exec", "--interactive", NAME));
        all.addAll(List.of(words));
        return new Command(all).run(input).text();
    }

    /** One that ended, or was made of an older image, is removed. */
    private boolean isRunning() throws IOException, InterruptedException {
        var output = Command.of("docker", "inspect", "--format", "{{.State.Running}} {{.Image}}", NAME)
                .answer();
        if (output.text().equals("true " + docker("image", "inspect", "--format", "{{.Id}}", IMAGE))) {
            return true;
        }
        if (output.exit() == 0) {
            docker("rm", "--force", "--volumes", NAME);
        }
        return false;
    }

    private boolean listens() throws IOException, InterruptedException {
        return Command.of("docker", "exec", NAME, "nc", "-z", "-w2", address(), "25")
                        .answer()
                        .exit()
                == 0;
    }

    private static String docker(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all).run().text();
    }
}
