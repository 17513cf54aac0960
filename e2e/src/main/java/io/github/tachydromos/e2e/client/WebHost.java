// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.net.URI;
import java.net.http.HttpRequest;

/** Where webmail answers, and the name by which it has to be asked: no DNS of this machine knows that. */
public record WebHost(String name, String address, int port) {
    /** For programs that were told the address of the name. */
    public URI uri() {
        return URI.create("http://" + name + ":" + port + "/");
    }

    /** A request at the address that asks for the name. The JVM has to be started so that this header may be set. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + "/" + path))
                .header("Host", name + ":" + port);
    }
}
