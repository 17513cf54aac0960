// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import com.unboundid.ldap.sdk.Entry;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.directory.Seed;
import io.github.tachydromos.e2e.stranger.Stranger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings up the demo's suite, or finds it running, and measures the way to its first mail. */
public final class Installation {
    public static final String HOSTNAME = "mail.example.org";
    public static final Release DEMO = new Release("demo", "mail");
    // As demo-values.yaml sets them and cluster/up publishes them.
    private static final Endpoints DEMO_ENDPOINTS =
            new Endpoints("127.0.0.1", new Endpoints.Ports(30025, 30465, 30587, 30143, 30993, 30190));
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Workspace workspace = Workspace.find();
    private final Consumer<String> progress;

    public Installation(Consumer<String> progress) {
        this.progress = progress;
    }

    /** The running suite; whether it was installed by this call, and how long its first mail took. */
    public record Running(TestBed bed, boolean fresh, Duration untilFirstMail) {}

    public Running bringUp() throws Exception {
        Stranger stranger = new Stranger();
        progress.accept("starting the foreign mail server and its DNS zone");
        stranger.start(workspace);

        Helm helm = Helm.in(workspace);
        boolean fresh = !helm.isInstalled(DEMO);
        progress.accept("helm upgrade --install " + DEMO.name() + " chart --namespace " + DEMO.namespace());
        long start = System.nanoTime();
        helm.install(DEMO, workspace.path("e2e/demo-values.yaml"));
        TestBed bed = connect(stranger);
        progress.accept("waiting for the first mail to be accepted");
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org", "The first mail");
        Eventually.until(
                "the first mail is accepted",
                LIMIT,
                () -> bed.foreignServer().send(letter).accepted());
        Duration untilFirstMail = Duration.ofNanos(System.nanoTime() - start);
        progress.accept("waiting for the first login");
        awaitLogin(bed);
        return new Running(bed, fresh, untilFirstMail);
    }

    private TestBed connect(Stranger stranger) throws Exception {
        Kubectl kubectl = Kubectl.in(DEMO.namespace());
        Seed seed = Seed.read(workspace.path("assets/ldap/seed"));
        Directory directory = new Directory(kubectl, DEMO);
        progress.accept("loading assets/ldap/seed once the directory answers");
        Eventually.until("the directory takes the seed", LIMIT, () -> {
            for (Entry entry : seed.entries()) {
                directory.seed(entry);
            }
            return true;
        });
        byte[] certificate = Eventually.value(
                "the mail certificate exists",
                LIMIT,
                () -> Optional.ofNullable(
                        kubectl.secret(DEMO.object("mail-tls")).get("tls.crt")));
        PinnedTls tls = PinnedTls.trusting(HOSTNAME, certificate);
        return new TestBed(DEMO, kubectl, DEMO_ENDPOINTS, tls, seed, directory, stranger);
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
