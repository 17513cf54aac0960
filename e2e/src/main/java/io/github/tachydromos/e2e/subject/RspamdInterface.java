// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.tachydromos.e2e.check.Eventually;
import java.net.URI;
import java.time.Duration;

/** Rspamd's web interface, as a person has it before him. */
public record RspamdInterface(Page page) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String INSIDE = "#navBar:visible";
    private static final String REFUSED = "#authUnauthorizedFeedback:visible";

    /** Opens it anew and gives the password; whether that was taken. */
    public boolean login(URI address, String password) {
        page.navigate(address.toString());
        // Faster than any person: a dialog that is still being shown cannot be closed.
        page.locator("#connectPassword:focus").waitFor();
        page.locator("#connectPassword").fill(password);
        page.locator("#connectButton").click();
        page.locator(INSIDE + ", " + REFUSED).first().waitFor();
        return page.locator(INSIDE).count() > 0;
    }

    /** Turns to the history and waits until it has a line with this text; what stands in that line. */
    public String inHistory(String text) throws Exception {
        page.locator("#history_nav").click();
        Locator line = page.locator("#historyTable_history tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
        Eventually.until("the history shows " + text, LIMIT, () -> {
            page.locator("#updateHistory").click();
            // The table is empty while it is drawn anew.
            page.locator("#updateHistory:enabled").waitFor();
            line.waitFor(new Locator.WaitForOptions().setTimeout(2000));
            return true;
        });
        return line.innerText();
    }
}
