// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.browser.Chromium;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Rspamd's web interface in a real browser. */
public final class FilterPageChecks implements Subject {
    private static final int CONTROLLER = 11334;
    private static final String SCREENSHOT = "target/demo/rspamd-history.png";

    private final TestBed bed;

    public FilterPageChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("Rspamd's web interface, a wrong password", "refused", this::wrongPassword),
                new Check("Rspamd's web interface, its password", "the history shows the mail", this::history));
    }

    private Seen wrongPassword() throws Exception {
        try (PortForward forward = forward();
                Chromium browser = Chromium.start()) {
            boolean inside = new RspamdInterface(browser.page()).login(address(forward), "wrong" + password());
            return new Seen(inside ? "let in" : "refused", !inside);
        }
    }

    private Seen history() throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org", "To be seen in the history");
        bed.foreignServer().send(letter);
        Path screenshot = Workspace.find().path(SCREENSHOT);
        try (PortForward forward = forward();
                Chromium browser = Chromium.start()) {
            var page = new RspamdInterface(browser.page());
            if (!page.login(address(forward), password())) {
                return Seen.fail("the password is refused");
            }
            String line = page.inHistory(letter.id());
            browser.screenshot(screenshot);
            return new Seen(SCREENSHOT + ": " + line, line.contains(letter.subject()));
        }
    }

    private PortForward forward() throws IOException {
        return bed.kubectl().forward("pod/" + bed.release().pod("rspamd"), CONTROLLER);
    }

    private static URI address(PortForward forward) {
        return URI.create("http://127.0.0.1:" + forward.port() + "/");
    }

    private String password() throws IOException, InterruptedException {
        return new String(bed.secret(bed.release().object("rspamd"), "rspamdPassword"), StandardCharsets.UTF_8);
    }
}
