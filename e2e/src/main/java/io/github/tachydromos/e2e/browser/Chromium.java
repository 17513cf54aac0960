// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.github.tachydromos.e2e.client.WebHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chromium without a window and with a new profile, which goes with it. tools/chromium installs it. */
public final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final double PATIENCE_MS = 20_000;

    // It is to speak to nobody but the suite. Its own sandbox does not start as root, or in a container.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Page page;

    private Chromium(Playwright playwright, Page page) {
        this.playwright = playwright;
        this.page = page;
    }

    public static Chromium start() {
        return start(FLAGS);
    }

    /** One that finds this host without a DNS. */
    public static Chromium knowing(WebHost host) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--host-resolver-rules=MAP " + host.name() + " " + host.address());
        return start(flags);
    }

    private static Chromium start(List<String> flags) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Page page = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(flags))
                    .newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            return new Chromium(playwright, page);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Its one page; only the thread that started the browser may use it. */
    public Page page() {
        return page;
    }

    /** What a person would see of the page now, as a PNG file. */
    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
