// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server by HTTP, for what is asked too often to start a kubectl each time: kubectl proxy keeps the login. */
public final class ApiProxy implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Starting to serve on (127\\.0\\.0\\.1:\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final String address;
    // An offer of version 2 would be passed on as an upgrade, which the API server refuses.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiProxy(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Status, body and warnings of an answer. */
    public record Answer(int status, String body, List<String> warnings) {
        private static final Pattern WARNING = Pattern.compile("299 - \"(.*)\"");

        public Answer {
            warnings = List.copyOf(warnings);
        }

        private static Answer of(HttpResponse<String> response) {
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().allValues("Warning").stream()
                            .map(WARNING::matcher)
                            .filter(Matcher::matches)
                            .map(warning -> warning.group(1).replaceAll("\\\\(.)", "$1"))
                            .toList());
        }

        public boolean ok() {
            return status / 100 == 2;
        }

        /** The object that it holds, or the Status of a refusal. */
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    public static ApiProxy open(Kubectl kubectl) throws IOException {
        Process process = new ProcessBuilder(
                        kubectl.command("proxy", "--port=0").words())
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Command.inTheBackground(() -> lines.lines().forEach(ignored -> {}));
                return new ApiProxy(process, ready.group(1));
            }
            said.append(line).append(' ');
        }
        throw new IOException("kubectl proxy: " + said.toString().strip());
    }

    /** The object at this path of the API, {@code /api/v1/namespaces/mail/pods/x} for example. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = look(path);
        if (!answer.ok()) {
            throw new IOException(path + ": " + answer);
        }
        return answer.json();
    }

    /** The same, where any status is an answer. */
    public Answer look(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Writes an object that exists; the path may end with {@code ?dryRun=All}. */
    public Answer replace(String path, JsonNode object) throws IOException, InterruptedException {
        return send(request(path)
                .PUT(body(object))
                .header("Content-Type", "application/json")
                .build());
    }

    /** Writes an object into the collection at this path. */
    public Answer create(String path, JsonNode object) throws IOException, InterruptedException {
        return send(request(path)
                .POST(body(object))
                .header("Content-Type", "application/json")
                .build());
    }

    /** Applies it on the server; the path ends with {@code ?fieldManager=} and a name. */
    public Answer apply(String path, JsonNode object) throws IOException, InterruptedException {
        return send(request(path)
                .method("PATCH", body(object))
                .header("Content-Type", "application/apply-patch+yaml")
                .build());
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    private static HttpRequest.BodyPublisher body(JsonNode object) {
        return HttpRequest.BodyPublishers.ofString(object.toString());
    }

    /** A change of an object by JSON merge patch (RFC 7396) that is judged and not stored. */
    public Answer tryPatch(String path, String patch) throws IOException, InterruptedException {
        return send(request(path + "?dryRun=All")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(LIMIT);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
    }
}
