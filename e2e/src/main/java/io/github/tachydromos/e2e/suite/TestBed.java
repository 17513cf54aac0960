// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.MailClient;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.client.WebHost;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.directory.Seed;
import io.github.tachydromos.e2e.stranger.DavClient;
import io.github.tachydromos.e2e.stranger.Stranger;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A running suite and everything a check may touch of it and around it. */
public record TestBed(
        Release release,
        Kubectl kubectl,
        Endpoints endpoints,
        PinnedTls tls,
        Seed seed,
        Directory directory,
        Stranger stranger)
        implements AutoCloseable {

    /** The suite as a mail server of somebody else sees it. */
    public ForeignServer foreignServer() {
        return new ForeignServer(endpoints, tls);
    }

    public MailClient mailClient() {
        return new MailClient(endpoints, tls);
    }

    /** Webmail and all that speaks HTTP, at the node's own address: containers beside it have to reach it too. */
    public WebHost web() throws IOException, InterruptedException {
        return new WebHost(
                tls.hostname(), new Node().address(), endpoints.ports().web());
    }

    public DavClient davClient(String name, Account account) throws IOException, InterruptedException {
        return new DavClient(stranger, web().uri(), name, account);
    }

    public Account account(String mail) {
        return seed.account(mail);
    }

    /** A submission session under TLS, ready for AUTH. */
    public SmtpSession submission() throws IOException {
        SmtpSession session =
                SmtpSession.open(endpoints.host(), endpoints.ports().submission());
        session.ehlo();
        SmtpReply secured = session.startTls(tls);
        if (!secured.accepted()) {
            session.close();
            throw new IOException("STARTTLS on 587: " + secured);
        }
        return session;
    }

    @Override
    public void close() {
        directory.close();
    }

    /** The Secret's entry of this name. */
    public byte[] secret(String name, String key) throws IOException, InterruptedException {
        byte @Nullable [] content = kubectl.secret(name).get(key);
        if (content == null) {
            throw new IOException("Secret " + name + " has no " + key);
        }
        return content;
    }
}
