// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReviewBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tachydromos.core.tls.TlsBundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Allows everything, over TLS with the certificate of the moment, and with a handshake of its own for each call. */
final class FakeWebhook implements AutoCloseable {
    private final HttpsServer server;
    private final Set<X509Certificate> shown = ConcurrentHashMap.newKeySet();

    FakeWebhook(Supplier<TlsBundle> certificate) throws IOException, GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new OfTheMoment(certificate, shown)}, null, null);
        server = HttpsServer.create(new InetSocketAddress(0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FakeWebhook::allow);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Every certificate that somebody was shown. */
    Set<X509Certificate> shown() {
        return new HashSet<>(shown);
    }

    private static void allow(HttpExchange exchange) throws IOException {
        AdmissionReview review = Serialization.unmarshal(exchange.getRequestBody(), AdmissionReview.class);
        byte[] answer = Serialization.asJson(new AdmissionReviewBuilder()
                        .withNewResponse()
                        .withUid(review.getRequest().getUid())
                        .withAllowed(true)
                        .endResponse()
                        .build())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Asked for chain and key under one name, which stands for one certificate for ever. */
    private static final class OfTheMoment extends X509ExtendedKeyManager {
        private final Supplier<TlsBundle> certificate;
        private final Set<X509Certificate> shown;
        private final ConcurrentHashMap<String, TlsBundle> named = new ConcurrentHashMap<>();

        OfTheMoment(Supplier<TlsBundle> certificate, Set<X509Certificate> shown) {
            this.certificate = certificate;
            this.shown = shown;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            TlsBundle bundle = certificate.get();
            if (!keyType.equals(bundle.key().getAlgorithm())) {
                return null;
            }
            String name = bundle.leaf().getSerialNumber().toString();
            named.put(name, bundle);
            return name;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            X509Certificate leaf = named.get(alias).leaf();
            shown.add(leaf);
            return new X509Certificate[] {leaf};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return named.get(alias).key();
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("an engine is used");
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            throw new UnsupportedOperationException("the one of the moment is used");
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("this is a server");
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            throw new UnsupportedOperationException("this is a server");
        }
    }
}
