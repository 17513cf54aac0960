// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.directory.Account;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** access.json: how to reach the suite that was left running, for people and for other clients. */
public record Access(
        String host,
        String hostname,
        Endpoints.Ports ports,
        List<Account> accounts,
        String kubeconfig,
        String namespace,
        String release) {

    public static Access to(TestBed bed) {
        String fallback =
                Path.of(System.getProperty("user.home"), ".kube", "config").toString();
        return new Access(
                bed.endpoints().host(),
                bed.tls().hostname(),
                bed.endpoints().ports(),
                bed.seed().accounts(),
                System.getenv().getOrDefault("KUBECONFIG", fallback),
                bed.release().namespace(),
                bed.release().name());
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }

    /** For people; the tools are the folder of kubectl and helm if cluster/up compiled them. */
    public void print(PrintStream out, Path tools) {
        out.printf("The suite goes on running at %s:%n", host);
        out.printf(
                "  smtp %d, submission %d, smtps %d, imap %d, imaps %d, sieve %d, webmail %d (as %s)%n",
                ports.smtp(),
                ports.submission(),
                ports.smtps(),
                ports.imap(),
                ports.imaps(),
                ports.sieve(),
                ports.web(),
                hostname);
        out.println("  accounts (mail, password):");
        for (Account account : accounts) {
            String role = account.role().name().toLowerCase(Locale.ROOT);
            out.printf("    %-26s %-22s %s%n", account.mail(), account.password(), role);
        }
        out.println("To look around:");
        out.printf("  export KUBECONFIG=%s%n", kubeconfig);
        if (Files.isDirectory(tools)) {
            out.printf("  export PATH=%s:$PATH%n", tools);
        }
        out.printf("  kubectl -n %s get pods%n", namespace);
        out.printf("  kubectl -n %s logs %s-tachydromos-postfix-0 -c sync%n", namespace, release);
        out.printf("  openssl s_client -connect %s:%d -starttls smtp%n", host, ports.smtp());
        out.println("  make down    removes all of it");
    }
}
