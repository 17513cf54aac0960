// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import com.unboundid.ldap.sdk.Entry;
import io.github.tachydromos.e2e.certificate.TestAuthority;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.client.WebmailSession;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.directory.EmbeddedDirectory;
import io.github.tachydromos.e2e.directory.Seed;
import io.github.tachydromos.e2e.stranger.Stranger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings up a suite, or finds it running, and measures the way to its first mail. */
public final class Installation {
    /** What "helm install" to the first accepted mail may take, with the images in the node. */
    public static final Duration FIRST_MAIL = Duration.ofSeconds(90);

    /** The same to the first login in webmail. */
    public static final Duration FIRST_WEBMAIL = Duration.ofMinutes(2);

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Workspace workspace = Workspace.find();
    private final Release release;
    private final List<String> values;
    private final String hostname;
    private final String address;
    private final Consumer<String> progress;

    /** Values are files of the work tree that set this hostname; the address is where the node ports answer. */
    public Installation(
            Release release, List<String> values, String hostname, String address, Consumer<String> progress) {
        this.release = release;
        this.values = values;
        this.hostname = hostname;
        this.address = address;
        this.progress = progress;
    }

    /** The demo's release, whose node ports cluster/up publishes on this machine. */
    public static Installation demo(Consumer<String> progress) {
        Release release = new Release("demo", "mail");
        return new Installation(release, List.of("e2e/demo-values.yaml"), "mail.example.org", "127.0.0.1", progress);
    }

    /** The running suite; whether it was installed by this call, and how long its first mail and its first webmail took. */
    public record Running(TestBed bed, boolean fresh, Duration untilFirstMail, Duration untilFirstWebmail) {}

    public Running bringUp() throws Exception {
        return bringUp(new EmbeddedDirectory(Kubectl.in(release.namespace()), release));
    }

    /** With a directory that is reached in this way. */
    public Running bringUp(Directory.Way directory) throws Exception {
        Stranger stranger = new Stranger();
        progress.accept("starting the foreign mail server and its DNS zone");
        stranger.start(workspace);
        stranger.learn(hostname, new Node().address());

        Helm helm = Helm.in(workspace);
        boolean fresh = !helm.isInstalled(release);
        progress.accept("helm upgrade --install " + release.name() + " chart --namespace " + release.namespace());
        long start = System.nanoTime();
        helm.install(release, values.stream().map(workspace::path).toList());
        TestBed bed = connect(stranger, new Directory(directory));
        progress.accept("waiting for the first mail to be accepted");
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org", "The first mail");
        Eventually.until(
                "the first mail is accepted",
                LIMIT,
                () -> bed.foreignServer().send(letter).accepted());
        Duration untilFirstMail = Duration.ofNanos(System.nanoTime() - start);
        progress.accept("waiting for the first login, in webmail too");
        awaitLogin(bed);
        awaitWebmail(bed);
        return new Running(bed, fresh, untilFirstMail, Duration.ofNanos(System.nanoTime() - start));
    }

    private TestBed connect(Stranger stranger, Directory directory) throws Exception {
        Kubectl kubectl = Kubectl.in(release.namespace());
        Seed seed = Seed.read(workspace.path("assets/ldap/seed"));
        progress.accept("loading assets/ldap/seed once the directory answers");
        Eventually.until("the directory takes the seed", LIMIT, () -> {
            for (Entry entry : seed.entries()) {
                directory.seed(entry);
            }
            return true;
        });
        PinnedTls tls = PinnedTls.trusting(hostname, certificates(kubectl));
        return new TestBed(release, kubectl, endpoints(kubectl), tls, seed, directory, stranger);
    }

    /** What is served now, and what a test may bring later. */
    private byte[] certificates(Kubectl kubectl) throws Exception {
        byte[] served = Eventually.value(
                "the mail certificate exists",
                LIMIT,
                () -> Optional.ofNullable(
                        kubectl.secret(release.object("mail-tls")).get("tls.crt")));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(served);
        all.writeBytes(TestAuthority.ofThisRun().root());
        return all.toByteArray();
    }

    private Endpoints endpoints(Kubectl kubectl) throws IOException, InterruptedException {
        String postfix = release.object("postfix");
        String dovecot = release.object("dovecot");
        return new Endpoints(
                address,
                new Endpoints.Ports(
                        kubectl.nodePort(postfix, "smtp"),
                        kubectl.nodePort(postfix, "smtps"),
                        kubectl.nodePort(postfix, "submission"),
                        kubectl.nodePort(dovecot, "imap"),
                        kubectl.nodePort(dovecot, "imaps"),
                        kubectl.nodePort(dovecot, "sieve"),
                        kubectl.nodePort(release.object("sogo"), "http")));
    }

    private static void awaitWebmail(TestBed bed) throws Exception {
        Account alice = bed.account("alice@example.org");
        Eventually.until("alice can log in to webmail", LIMIT, () -> {
            try (WebmailSession session = WebmailSession.open(bed.web(), alice)) {
                return session.inbox().contains("\"uids\"");
            }
        });
    }

    private static void awaitLogin(TestBed bed) throws Exception {
        Account alice = bed.account("alice@example.org");
        Eventually.until("alice can log in", LIMIT, () -> {
            try (var store = bed.mailClient().login(alice)) {
                return store.isConnected();
            }
        });
    }
}
