// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.stranger.FrontProxy;
import io.github.tachydromos.e2e.stranger.OutsideHosts;
import io.github.tachydromos.e2e.stranger.OutsideHosts.Host;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who a client is, behind a proxy that speaks PROXY; and that nobody else may say so. */
public final class ProxyChecks implements Subject {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FORGED = "203.0.113.66";

    private final TestBed bed;

    public ProxyChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                mail("mail through a proxy with PROXY v1", 1),
                mail("mail through a proxy with PROXY v2", 2),
                ipv6Mail("mail of an IPv6 client, PROXY v1", 1),
                ipv6Mail("mail of an IPv6 client, PROXY v2", 2),
                login("login through a proxy with PROXY v1", 1),
                login("login through a proxy with PROXY v2", 2),
                forged("a forged PROXY header for Postfix", "postfix", 26, "haproxy"),
                forged("a forged PROXY header for Dovecot", "dovecot", 10143, "dovecot"));
    }

    private Check mail(String name, int version) {
        return new Check(name, "the client's address in Received and in Rspamd", () -> {
            FrontProxy proxy = proxy();
            return arrives(proxy.endpoints(version), proxy.ownAddress(), "[" + proxy.ownAddress() + "]");
        });
    }

    private Check ipv6Mail(String name, int version) {
        return new Check(name, "the client's address in Received and in Rspamd", () -> {
            String client = FrontProxy.ipv6Client(version);
            return arrives(proxy().ipv6Endpoints(version), client, "[IPv6:" + client + "]");
        });
    }

    private Seen arrives(Endpoints endpoints, String client, String received) throws Exception {
        Account alice = bed.account("alice@example.org");
        Instant begin = Instant.now();
        Letter letter = Letter.of(ForeignServer.SENDER, alice.mail());
        SmtpReply reply = new ForeignServer(endpoints, bed.tls()).send(letter);
        if (!reply.accepted()) {
            return Seen.fail(reply.toString());
        }
        bed.mailClient().awaitLetter(alice, "INBOX", letter, SOON);
        String source = bed.mailClient().source(alice, letter);
        Eventually.until(
                "Rspamd's log names " + client,
                SOON,
                () -> log(begin, "rspamd", "rspamd").contains("ip: " + client + ","));
        return new Seen(
                source.lines()
                        .filter(line -> line.startsWith("Received: from mx.stranger.test"))
                        .findFirst()
                        .orElse("no such Received line"),
                source.contains(received));
    }

    private Check login(String name, int version) {
        return new Check(name, "the client's address in Dovecot's log", () -> {
            FrontProxy proxy = proxy();
            Account bob = bed.account("bob@example.org");
            Instant begin = Instant.now();
            Endpoints endpoints = proxy.endpoints(version);
            try (ImapSession imap =
                    ImapSession.openSecure(endpoints.host(), endpoints.ports().imaps(), bed.tls())) {
                if (!imap.login(bob.mail(), bob.password()).ok()) {
                    return Seen.fail("no login");
                }
            }
            String line = "user=<" + bob.mail() + ">, method=PLAIN, rip=" + proxy.ownAddress() + ",";
            Eventually.until(
                    "Dovecot's log has " + line,
                    SOON,
                    () -> log(begin, "dovecot", "dovecot").contains(line));
            return Seen.pass(line);
        });
    }

    /** The pod may connect, but is no proxy of ours. */
    private Check forged(String name, String component, int port, String container) {
        return new Check(name, "connected, refused without a word, told in the log", () -> {
            OutsideHosts hosts = OutsideHosts.start(Workspace.find());
            String service = bed.release().object(component + "-proxy") + "."
                    + bed.release().namespace() + ".svc";
            Instant begin = Instant.now();
            boolean open =
                    !hosts.reachable(Host.POD, List.of(service + ":" + port)).isEmpty();
            String said = hosts.said(Host.POD, service, port, "PROXY TCP4 " + FORGED + " 192.0.2.1 40000 25");
            String pod = hosts.address(Host.POD);
            Eventually.until(
                    "the log names " + pod,
                    SOON,
                    () -> log(begin, component, container).contains(pod));
            boolean believed = log(begin, component, component).contains(FORGED);
            return new Seen(
                    "open: " + open + ", said: \"" + said + "\", believed: " + believed,
                    open && said.isEmpty() && !believed);
        });
    }

    private String log(Instant begin, String component, String container) throws IOException, InterruptedException {
        return bed.kubectl().logsSince(begin, bed.release().pod(component), container);
    }

    private static FrontProxy proxy() throws IOException, InterruptedException {
        return FrontProxy.start(Workspace.find());
    }
}
