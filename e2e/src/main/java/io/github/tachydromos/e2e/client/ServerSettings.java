// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A server that a client was told of.
 *
 * @param protocol {@code imap} or {@code smtp}
 * @param tlsFirst whether TLS begins with the connection, and not after STARTTLS
 */
public record ServerSettings(String protocol, String host, int port, boolean tlsFirst) {

    /** Those in a configuration file of Mozilla's. */
    public static List<ServerSettings> ofMozilla(String document) throws IOException {
        List<ServerSettings> servers = new ArrayList<>();
        for (String kind : List.of("incomingServer", "outgoingServer")) {
            for (Element server : elements(document, kind)) {
                servers.add(new ServerSettings(
                        server.getAttribute("type"),
                        text(server, "hostname"),
                        Integer.parseInt(text(server, "port")),
                        text(server, "socketType").equals("SSL")));
            }
        }
        return servers;
    }

    /** Those in an autodiscover response. */
    public static List<ServerSettings> ofMicrosoft(String document) throws IOException {
        List<ServerSettings> servers = new ArrayList<>();
        for (Element server : elements(document, "Protocol")) {
            servers.add(new ServerSettings(
                    text(server, "Type").toLowerCase(Locale.ROOT),
                    text(server, "Server"),
                    Integer.parseInt(text(server, "Port")),
                    text(server, "SSL").equals("on")));
        }
        return servers;
    }

    private static List<Element> elements(String document, String name) throws IOException {
        try {
            var found = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                    .getElementsByTagName(name);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element) found.item(i));
            }
            return elements;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not XML: " + document, e);
        }
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
