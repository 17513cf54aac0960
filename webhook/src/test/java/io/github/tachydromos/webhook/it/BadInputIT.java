// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.webhook.it.Caller.Answer;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to it, it answers soon, says nothing of its inside, and lives on: with the memory it has in a pod. */
class BadInputIT {
    private static final int MIB = 1024 * 1024;
    private static final int THREE_MIB = 3 * MIB;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TRIES = 5;
    private static final int SILENT = 200;

    private static Duration slowest = Duration.ZERO;

    private static ControlPlane controlPlane;
    private static Installation installation;
    private static WebhookProcess webhook;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
        installation = new Installation(controlPlane);
        installation.rotate();
        webhook = installation.startWebhook(Map.of());
        webhook.awaitReady();
        caller = new Caller(webhook.port(), Caller.trusting(installation.authority.certificate(), Optional.empty()));
        // A pod has been up for a while when somebody sends it nonsense.
        for (int i = 0; i < 20; i++) {
            caller.post(Caller.review(SuiteDocuments.ofLength(100_000)));
            caller.post(padded(100_000));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        System.out.println("slowest answer to bad input: " + slowest.toMillis() + " ms");
        installation.close();
        controlPlane.stop();
    }

    @AfterEach
    void isAsItWas() throws Exception {
        assertThat(webhook.isAlive()).as(webhook.log()).isTrue();
        assertThat(caller.post(Caller.review(SuiteDocuments.good()))
                        .response()
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(webhook.log()).doesNotContain("\tat ");
    }

    private static String filled(String piece) {
        return piece.repeat(THREE_MIB / piece.length());
    }

    /** As long as a document may be, so that it is parsed, and as long as a request may be, so that it is not. */
    private static Stream<Arguments> filled(String name, String start, String piece, String end) {
        return Stream.of(MIB, THREE_MIB).map(size -> {
            int room = size - start.length() - end.length();
            int written = Caller.JSON.valueToTree(piece).toString().length() - 2; // with its escapes
            int times = Math.min(room / piece.length(), THREE_MIB / written);
            return Arguments.of(size / MIB + " MiB of " + name, start + piece.repeat(times) + end);
        });
    }

    static List<Arguments> reviews() {
        String envelope = "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"";
        return List.of(
                Arguments.of("no JSON", "no JSON"),
                Arguments.of("nothing", ""),
                Arguments.of(
                        "half a review", Caller.review(SuiteDocuments.good()).substring(0, 1000)),
                Arguments.of(
                        "another version", envelope.replace("/v1", "/v1beta1") + ", \"request\": {\"uid\": \"1\"}}"),
                Arguments.of("no request", envelope + "}"),
                Arguments.of("no uid", envelope + ", \"request\": {}}"),
                Arguments.of("deep", filled("[")),
                Arguments.of(
                        "deep inside", envelope + ", \"request\": {\"uid\": \"1\", \"options\": " + filled("{\"a\":")),
                Arguments.of("3 MiB of nothing", filled(" ")),
                Arguments.of("3 MiB of zeros", filled("\u0000")));
    }

    /** Other work on the machine may spoil four tries of five; the slowest of all is printed. */
    private static Answer soonest(String body) throws Exception {
        Answer answer = caller.post(body);
        for (int tries = 1; ; tries++) {
            slowest = answer.took().compareTo(slowest) > 0 ? answer.took() : slowest;
            if (tries == TRIES || answer.took().compareTo(SOON) < 0) {
                return answer;
            }
            answer = caller.post(body);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reviews")
    void saysThatItIsNoReview(String name, String body) throws Exception {
        Answer answer = soonest(body);

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.json().path("kind").asText()).isEqualTo("Status");
        assertThat(answer.json().path("message").asText()).contains("; send ");
        assertThat(answer.took()).isLessThan(SOON);
    }

    static Stream<Arguments> documents() {
        String good = SuiteDocuments.good();
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 50; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        StringBuilder keys = new StringBuilder();
        for (int i = 0; keys.length() < MIB - 100; i++) {
            keys.append('k').append(i).append(": 1\n");
        }
        return Stream.of(
                        Stream.of(
                                Arguments.of("no YAML", "a: [\n"),
                                Arguments.of("binary", "\u0001\u0002"),
                                Arguments.of("no mapping", "text"),
                                Arguments.of("a key twice", good + "hostname: mail.example.net\n"),
                                Arguments.of("anchors that explode", good + laughs),
                                Arguments.of("an endless anchor", "a: &a [*a]\n"),
                                Arguments.of("1 MiB of keys", keys.toString()),
                                Arguments.of(
                                        "3 MiB that are good but for their length",
                                        SuiteDocuments.ofLength(3_000_000))),
                        filled("deep flow", "", "[", ""),
                        filled("deep flow of mappings", "", "{a: ", ""),
                        filled("deep block", "", "- ", ""),
                        filled("numbers", "a: [", "1,", "1]"),
                        filled("items", "a: [", "a,", "a]"),
                        filled("lists", "a: [", "[],", "1]"),
                        filled("lines of items", "a:\n", "- b\n", ""),
                        filled("lines of mappings", "a:\n", "- b: c\n", ""),
                        filled("one scalar", "a: ", "x", ""),
                        filled("anchors", "a: [", "&a 1,", "1]"),
                        filled("aliases", "a: [", "*a,", "1]"),
                        filled("tags", "a: [", "!a 1,", "1]"),
                        filled("quotes", "a: \"", "\\\"", "\""),
                        filled("comments", "", "#\n", ""),
                        filled("documents", "", "---\n", ""),
                        filled("digits", "schema: ", "9", ""),
                        filled("spaces", "a: ", " ", ""),
                        filled("newlines", "", "\n", ""),
                        filled("questions", "", "? ", ""),
                        filled("lines of a scalar", "a: ", "b\n ", ""))
                .flatMap(every -> every);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesADocument(String name, String document) throws Exception {
        Answer answer = soonest(Caller.review(document));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.response().path("uid").asText()).isEqualTo("uid-1");
        assertThat(answer.response().path("allowed").asBoolean(true)).isFalse();
        assertThat(answer.response().at("/status/message").asText())
                .contains("; ")
                .doesNotContain("Exception")
                .hasSizeLessThan(100_000);
        assertThat(answer.took()).isLessThan(SOON);
    }

    @Test
    void refusesAnObjectThatIsNotThere() throws Exception {
        String review = Caller.review("").replaceFirst("\"object\":\\{.*\\}\\}\\}", "\"object\":null}}");

        Answer answer = caller.post(review);

        assertThat(answer.response().path("allowed").asBoolean(true)).isFalse();
        assertThat(Caller.paths(answer.response())).containsExactly("request.object");
    }

    @Test
    void skipsWhatItDoesNotNeedHoweverMuchThatIs() throws Exception {
        Answer answer = soonest(padded(THREE_MIB));

        assertThat(answer.response().path("allowed").asBoolean()).isTrue();
        assertThat(answer.took()).isLessThan(SOON);
    }

    /** A good review with so many characters of what nobody asks for. */
    private static String padded(int characters) {
        String items = "\"managedFields\":[" + "[],".repeat(characters / 3) + "[]]";
        return Caller.review(SuiteDocuments.good()).replace("\"metadata\":{", "\"metadata\":{" + items + ",");
    }

    @Test
    void turnsAwayWhatIsTooLong() throws Exception {
        byte[] body = " ".repeat(5 * MIB).getBytes(US_ASCII);

        assertThat(code(() -> another().post(BodyPublishers.ofByteArray(body)))).isIn(413, 0);
        assertThat(code(() -> another().post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))))
                .isIn(400, 0);
    }

    /** With connections of its own: those that a body was not read from are of no further use. */
    private static Caller another() throws Exception {
        return new Caller(webhook.port(), Caller.trusting(installation.authority.certificate(), Optional.empty()));
    }

    /** 0: it closed the connection while the body was still being sent. */
    private static int code(Callable<Answer> call) throws Exception {
        try {
            return call.call().code();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void answersAFloodOfTheLongestOnes() throws Exception {
        String longest = Caller.review("a: [" + filled("1,") + "]");
        List<Future<Integer>> codes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                codes.add(threads.submit(() -> code(() -> another().post(longest))));
            }
        }

        for (Future<Integer> code : codes) {
            assertThat(code.get()).isIn(200, 408, 503, 0);
        }
        assertThat(codes).anySatisfy(code -> assertThat(code.get()).isEqualTo(200));
    }

    @Test
    void cutsOffWhoSendsByAndBy() throws Exception {
        AtomicBoolean cutOff = new AtomicBoolean();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return cutOff.get() ? -1 : ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> slowOnes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                slowOnes.add(threads.submit(
                        () -> code(() -> another().post(BodyPublishers.ofInputStream(() -> slow)))));
            }
            Eventually.soon(
                    "others get their answers again",
                    () -> caller.post(Caller.review(SuiteDocuments.good())).code() == 200);
            cutOff.set(true);
            for (Future<Integer> slowOne : slowOnes) {
                assertThat(slowOne.get()).isIn(400, 408, 503, 0);
            }
        }
    }

    @Test
    void answersBesideManyConnectionsThatSayNothing() throws Exception {
        SSLContext tls = Caller.trusting(installation.authority.certificate(), Optional.empty());
        List<SSLSocket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", webhook.port());
                silent.add(socket);
                socket.startHandshake();
            }

            Answer answer = another().post(Caller.review(SuiteDocuments.good()));

            assertThat(answer.response().path("allowed").asBoolean()).isTrue();
            silent.getFirst().setSoTimeout(10_000);
            assertThat(silent.getFirst().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (SSLSocket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void offersEachPageOnItsOwnPortOnly() throws Exception {
        assertThat(caller.get("/validate").code()).isEqualTo(405);
        assertThat(caller.get("/health/readiness").code()).isEqualTo(404);
        assertThat(caller.get("/prometheus").code()).isEqualTo(404);
        assertThat(caller.get("/x").json().path("kind").asText()).isEqualTo("Status");
        assertThat(webhook.status("/validate")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0000\u0005hello", "", "\u0000\u0000\u0000"})
    void closesAConnectionWithoutTls(String bytes) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", webhook.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout((int) Duration.ofSeconds(15).toMillis());
            out.write(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();

            assertThat(in.readAllBytes()).hasSizeLessThan(200);
        }
    }
}
