// SPDX-License-Identifier: Apache-2.0
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.StartTLSRequestHandler;
import io.github.tachydromos.core.tls.TlsBundle;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a program meets in a pod, just good enough to let it go the way on which everything works: an API server that
 * keeps objects as they come, a directory of one user, daemons that take every tree. It trains the archive of classes
 * while the image is built and proves nothing.
 */
public final class Surroundings {
    private static final String NAMESPACE = "/api/v1/namespaces/mail/";
    private static final char[] PASSWORD = "training".toCharArray();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

    static {
        // A patch that lists an entry which is there already must not add it again: who writes until all is well would
        // make the list twice as long each time.
        JSON.configOverride(ArrayNode.class).setMergeable(false);
    }

    /** Arguments: a key store for the API server, the suite document, the folder of the control sockets. */
    public static void main(String[] arguments) throws Exception {
        KeyStore keys = KeyStore.getInstance(new File(arguments[0]), PASSWORD);
        HttpsServer api = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 6443), 0);
        api.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", Surroundings::answer);
        store(NAMESPACE + "configmaps/demo-tachydromos-suite", object("v1", "ConfigMap"))
                .putObject("data").put("suite.yaml", Files.readString(Path.of(arguments[1])));
        store("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/demo-tachydromos-webhook.mail",
                object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"))
                .putArray("webhooks").addObject().put("name", "suite.tachydromos.io").putObject("clientConfig");
        api.start();
        for (String daemon : List.of("postfix", "sasl", "dovecot")) {
            Path socket = Files.createDirectories(Path.of(arguments[2], daemon)).resolve("control.sock");
            ServerSocketChannel control = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            control.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().start(() -> control(control));
        }
        while (!objects.containsKey(NAMESPACE + "secrets/demo-tachydromos-openldap-tls")) {
            Thread.sleep(200); // until the cert-rotator has been here
        }
        LDAPListenerConfig directory = new LDAPListenerConfig(389, new StartTLSRequestHandler(
                tls(keyStore("demo-tachydromos-openldap-tls")).getSocketFactory(), new OneUser(null)));
        new LDAPListener(directory).startListening();
    }

    private static SSLContext tls(KeyStore keys) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore keyStore(String secret) throws Exception {
        Map<String, byte[]> data = new HashMap<>();
        for (var entry : objects.get(NAMESPACE + "secrets/" + secret).get("data").properties()) {
            data.put(entry.getKey(), entry.getValue().binaryValue());
        }
        TlsBundle bundle = ((TlsBundle.Reading.Parsed) TlsBundle.read(data)).bundle();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", bundle.key(), PASSWORD, Stream.concat(Stream.of(bundle.leaf()),
                bundle.chain().stream()).toArray(X509Certificate[]::new));
        return keys;
    }

    private static ObjectNode object(String apiVersion, String kind) {
        return JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
    }

    private static ObjectNode store(String path, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(System.nanoTime()));
        object.withObject("/metadata").put("name", path.substring(path.lastIndexOf('/') + 1));
        objects.put(path, object);
        return object;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (query.contains("watch=true")) {
            watch(exchange, path + "/" + query.replaceFirst(".*metadata.name=([^&]*).*", "$1"));
            return;
        }
        ObjectNode object = objects.get(path);
        int status = 200;
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                object = (ObjectNode) JSON.readTree(body);
                status = 201;
                store(path + "/" + object.at("/metadata/name").asText("event"), object);
            }
            case "PUT" -> object = store(path, (ObjectNode) JSON.readTree(body));
            case "PATCH" -> object = store(path, JSON.readerForUpdating(object.deepCopy()).readValue(body));
            default -> {}
        }
        if (object == null) {
            status = 404;
            object = object("v1", "Status").put("status", "Failure");
            object.put("reason", "NotFound").put("message", path + " not found").put("code", status);
        }
        byte[] answer = JSON.writeValueAsBytes(object);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Tells the object whenever it is another one than before. */
    private static void watch(HttpExchange exchange, String path) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.flush();
        ObjectNode told = null;
        while (true) {
            ObjectNode now = objects.get(path);
            if (now != told) {
                ObjectNode event = JSON.createObjectNode().put("type", told == null ? "ADDED" : "MODIFIED");
                out.write((event.set("object", now) + "\n").getBytes(UTF_8));
                out.flush();
                told = now;
            }
            pause(200);
        }
    }

    private static void control(ServerSocketChannel server) {
        String generation = "none";
        while (true) {
            try (SocketChannel client = server.accept()) {
                String line = new BufferedReader(Channels.newReader(client, UTF_8)).readLine();
                generation = line.startsWith("promote ") ? line.substring(8) : generation;
                String answer = line.equals("status") ? "generation " + generation + "\nrunning 1\nexit 0\n" : "exit 0\n";
                Channels.newOutputStream(client).write(answer.getBytes(UTF_8));
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
