// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import io.github.tachydromos.rotator.dns.NameServers.Answer;
import io.github.tachydromos.rotator.dns.NameServers.Answer.Absent;
import io.github.tachydromos.rotator.dns.NameServers.Answer.Found;
import io.github.tachydromos.rotator.dns.NameServers.Answer.Unanswered;
import io.github.tachydromos.rotator.dns.Sighting.Status;
import io.github.tachydromos.rotator.records.RecordType;
import io.github.tachydromos.rotator.records.WantedRecord;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Looks whether DNS says what it is to say: each name and type is asked once, all of them at the same time. */
public final class Inspection {
    /** RFC 6698 7.1; JNDI has no name for it. */
    private static final String TLSA = "52";

    private final NameServers servers;
    private final TextComparison texts;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /** The addresses are those of the mail host that are known. */
    public Inspection(NameServers servers, String host, List<String> addresses) {
        this.servers = servers;
        this.texts = new TextComparison(host, addresses);
    }

    private record Question(String name, RecordType type) {}

    public List<Sighting> look(List<WantedRecord> wanted) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asked = new ArrayList<>();
            wanted.stream()
                    .flatMap(Inspection::questions)
                    .distinct()
                    .forEach(question -> asked.add(threads.submit(() -> answers.put(question, ask(question)))));
        }
        return wanted.stream().map(this::sight).toList();
    }

    private static Stream<Question> questions(WantedRecord wanted) {
        Question own = new Question(wanted.name(), wanted.type());
        String target = wanted.value();
        return switch (wanted.type()) {
            case A -> wanted.untold() ? addresses(wanted.name()) : Stream.of(own);
            // An address in its place does the same.
            case CNAME ->
                Stream.of(Stream.of(own), addresses(wanted.name()), addresses(target))
                        .flatMap(all -> all);
            default -> Stream.of(own);
        };
    }

    private static Stream<Question> addresses(String name) {
        return Stream.of(new Question(name, RecordType.A), new Question(name, RecordType.AAAA));
    }

    private Answer ask(Question question) {
        return servers.ask(
                question.name(),
                question.type() == RecordType.TLSA ? TLSA : question.type().name());
    }

    private Sighting sight(WantedRecord wanted) {
        if (wanted.untold()) {
            return any(wanted);
        }
        if (wanted.type() == RecordType.CNAME) {
            return alias(wanted);
        }
        return switch (answer(wanted.name(), wanted.type())) {
            case Unanswered(var reason) -> new Sighting(wanted, Status.UNKNOWN, List.of(), reason);
            case Absent() -> new Sighting(wanted, Status.MISSING, List.of(), "");
            case Found(var values) -> compare(wanted, shown(wanted.type(), values));
        };
    }

    private Sighting compare(WantedRecord wanted, List<String> found) {
        return switch (wanted.type()) {
            case TXT -> texts.compare(wanted, found);
            case MX -> exchanger(wanted, found);
            // Priority and weight are the operator's choice; port and target are not.
            case SRV -> among(wanted, found, 2);
            default -> among(wanted, found, 0);
        };
    }

    /** Whether one of the found values agrees from a word on. */
    private static Sighting among(WantedRecord wanted, List<String> found, int from) {
        String own = from(shown(wanted.type(), wanted.value()), from);
        boolean there = found.stream().anyMatch(value -> from(value, from).equals(own));
        return new Sighting(wanted, there ? Status.OK : Status.DIFFERS, found, "");
    }

    /** Others that mail goes to when this host is away are let be; one that is preferred gets the mail. */
    private static Sighting exchanger(WantedRecord wanted, List<String> found) {
        String host = from(shown(RecordType.MX, wanted.value()), 1);
        int own = found.stream()
                .filter(value -> from(value, 1).equals(host))
                .mapToInt(Inspection::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        if (own == Integer.MAX_VALUE) {
            return new Sighting(wanted, Status.DIFFERS, found, "");
        }
        boolean first = found.stream().allMatch(value -> preference(value) >= own);
        return first
                ? new Sighting(wanted, Status.OK, found, "")
                : new Sighting(wanted, Status.DIFFERS, found, "another host is preferred and gets the mail");
    }

    private static int preference(String exchanger) {
        return Integer.parseInt(exchanger.substring(0, exchanger.indexOf(' ')));
    }

    private Sighting any(WantedRecord wanted) {
        List<String> found = hostAddresses(wanted.name());
        Status status = found.isEmpty() ? Status.MISSING : Status.OK;
        return found.isEmpty() && unanswered(wanted.name())
                ? new Sighting(wanted, Status.UNKNOWN, List.of(), reason(wanted.name()))
                : new Sighting(wanted, status, found, "");
    }

    private Sighting alias(WantedRecord wanted) {
        if (answer(wanted.name(), RecordType.CNAME) instanceof Found(var values)) {
            return among(wanted, shown(RecordType.CNAME, values), 0);
        }
        List<String> found = hostAddresses(wanted.name());
        List<String> target = hostAddresses(wanted.value());
        if (found.isEmpty()) {
            return unanswered(wanted.name())
                    ? new Sighting(wanted, Status.UNKNOWN, List.of(), reason(wanted.name()))
                    : new Sighting(wanted, Status.MISSING, List.of(), "");
        }
        return new Sighting(wanted, target.containsAll(found) ? Status.OK : Status.DIFFERS, found, "");
    }

    private List<String> hostAddresses(String host) {
        return Stream.of(RecordType.A, RecordType.AAAA)
                .flatMap(type ->
                        answer(host, type) instanceof Found(var values) ? shown(type, values).stream() : Stream.empty())
                .toList();
    }

    private boolean unanswered(String host) {
        return answer(host, RecordType.A) instanceof Unanswered || answer(host, RecordType.AAAA) instanceof Unanswered;
    }

    private String reason(String host) {
        return Stream.of(RecordType.A, RecordType.AAAA)
                .map(type -> answer(host, type))
                .flatMap(answer -> answer instanceof Unanswered(var reason) ? Stream.of(reason) : Stream.empty())
                .findFirst()
                .orElse("");
    }

    private Answer answer(String name, RecordType type) {
        return answers.getOrDefault(new Question(name, type), new Unanswered("was not asked"));
    }

    private static List<String> shown(RecordType type, List<Object> values) {
        return values.stream()
                .map(value -> value instanceof byte[] bytes ? tlsa(bytes) : shown(type, value.toString()))
                .sorted()
                .toList();
    }

    /** In the one form in which two values of a type can be compared. */
    private static String shown(RecordType type, String value) {
        return switch (type) {
            case TXT -> Strings.joined(value);
            case A, AAAA -> InetAddress.ofLiteral(value).getHostAddress();
            default -> value.toLowerCase(Locale.ROOT);
        };
    }

    private static String tlsa(byte[] data) {
        return data.length < 3
                ? ""
                : data[0] + " " + data[1] + " " + data[2] + " " + HexFormat.of().formatHex(data, 3, data.length);
    }

    private static String from(String value, int word) {
        return value.split(" ", word + 1)[word];
    }
}
