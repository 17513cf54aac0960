// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real browser with a page of our own. */
class ChromiumIT {
    private static final String PAGE = """
            <!DOCTYPE html><title>a page</title>
            <button onclick="document.querySelector('p').textContent = 'pressed'">press</button><p></p>
            """;

    @Test
    void showsAPageAndPressesItsButton(@TempDir Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        Path picture = folder.resolve("page.png");
        try (Chromium browser = Chromium.start()) {
            browser.page().navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            browser.page().locator("button").click();
            browser.screenshot(picture);

            assertThat(browser.page().locator("p").innerText()).isEqualTo("pressed");
            assertThat(Files.size(picture)).isPositive();
        } finally {
            server.stop(0);
        }
    }
}
