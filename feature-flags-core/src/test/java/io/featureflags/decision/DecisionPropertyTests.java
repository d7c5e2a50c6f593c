package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Random documents and contexts: the answer equals that of the {@link ReferenceEvaluator}. */
class DecisionPropertyTests {

    private static final List<String> FLAGS = List.of("a", "b", "c", "unknown");

    private static final List<String> ATTRIBUTES = List.of("one", "two", "three");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "DE",
            "D",
            "E",
            "de",
            "10",
            "true",
            "Zoë",
            "😀",
            "\"\\\n",
            "1.2.3",
            "1.10.0",
            "1.2.3-rc.1",
            "1.2.3-rc.11",
            "1.2.3-rc.x",
            "1.2",
            "2026-12-01T12:00:00Z",
            "2026-12-01T12:00:00+01:00",
            "2026-12-01");

    private static final List<String> TIMES = List.of(
            "2026-12-01T12:00:00Z", "2026-12-01T12:00:00+01:00", "2026-12-01T11:00:00.001Z", "2027-01-01T00:00-05:00");

    private static final List<String> VERSIONS = List.of(
            "0.0.0", "1.2.3", "1.2.3+x", "1.10.0", "1.2.3-rc.1", "1.2.3-rc.2", "1.2.3-rc.x", "1.2.3-9", "99.0.0");

    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "10",
                    "10.0",
                    "1e1",
                    "10.5",
                    "0",
                    "-1",
                    "0.1",
                    "0.10",
                    "9223372036854775807",
                    "1e400",
                    "-1e-400",
                    "9007199254740993",
                    "9007199254740992.5")
            .map(BigDecimal::new)
            .toList();

    private static final List<Object> ODD = List.of(
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            LocalDateTime.of(2026, 12, 1, 12, 0),
            Reason.STATIC,
            'D',
            Instant.parse("2026-12-01T12:00:00Z"),
            OffsetDateTime.parse("2026-12-01T13:00:00+02:00"),
            ZonedDateTime.parse("2026-12-01T12:00:00+01:00[Europe/Berlin]"));

    private static final List<Object> ATTRIBUTE_NUMBERS = List.of(
            10,
            10L,
            (short) 10,
            (byte) 10,
            10.0,
            10.0f,
            10.5,
            10.5f,
            0.1,
            0.1f,
            -0.0,
            -1,
            Long.MAX_VALUE,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            9_007_199_254_740_993L,
            9_007_199_254_740_992.0,
            BigInteger.TEN,
            new BigDecimal("1e400"),
            new BigDecimal("10.00"));

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void answerEqualsThatOfTheReference(
            @ForAll("documents") Map<String, Map<String, Object>> documents,
            @ForAll("users") String user,
            @ForAll("attributes") Map<String, Object> attributes,
            @ForAll("instants") Instant now) {
        EvaluationContext context = new EvaluationContext(user, attributes);
        DecidedFlags flags = new DecidedFlags(Clock.fixed(now, ZoneOffset.UTC));
        documents.forEach((name, document) -> flags.put(name, JsonStrings.of(document)));
        ReferenceEvaluator reference =
                new ReferenceEvaluator(documents, context.targetingKey(), context.attributes(), now);

        for (String flag : FLAGS) {
            Evaluation answer = flags.evaluate(flag, context);
            assertThat(line(answer)).as(flag).isEqualTo(reference.answer(flag));
            assertThat(flags.flag(flag).isEnabled(context)).isEqualTo(answer.enabled());
            assertExplained(flags, flag, context, answer);
            Statistics.collect(answer.enabled() + " " + answer.reason());
        }
        Statistics.coverage(coverage -> {
            for (String kind : List.of(
                    "true STATIC",
                    "true TARGETING_MATCH",
                    "true SPLIT",
                    "false STATIC",
                    "false TARGETING_MATCH",
                    "false SPLIT",
                    "false DISABLED",
                    "false ERROR")) {
                coverage.check(kind).percentage(share -> share > 0.5);
            }
        });
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void conditionMatchesWhereTheReferenceDoes(
            @ForAll("conditions") Map<String, Object> condition, @ForAll("attributes") Map<String, Object> attributes) {
        Map<String, Object> document = Map.of("rules", List.of(Map.of("if", List.of(condition))));
        Map<String, Map<String, Object>> documents = Map.of("a", document);
        EvaluationContext context = new EvaluationContext("ada", attributes);
        DecidedFlags flags = new DecidedFlags();
        flags.put("a", JsonStrings.of(document));

        String expected = new ReferenceEvaluator(documents, "ada", context.attributes(), Instant.EPOCH).answer("a");
        assertThat(line(flags.evaluate("a", context))).isEqualTo(expected);
        boolean matches = expected.startsWith("on");
        Statistics.collect(condition.get("operator"), matches);
        Statistics.coverage(
                coverage -> coverage.checkQuery(row -> (boolean) row.get(1)).percentage(p -> p > 5));
    }

    /**
     * Asserts that the explanation has the same answer, and that exactly one step decided: the last one that was
     * reached.
     */
    private static void assertExplained(DecidedFlags flags, String flag, EvaluationContext context, Evaluation answer) {
        Explanation explanation = flags.flag(flag).explain(context);
        assertThat(explanation)
                .isEqualTo(Explanation.of(answer, explanation.rule(), explanation.value(), explanation.steps()));
        if (answer.errorCode() != ErrorCode.FLAG_NOT_FOUND) {
            String verdicts = explanation.steps().stream()
                    .map(step -> step.verdict().name())
                    .collect(Collectors.joining(" "));
            assertThat(verdicts).matches("(PASSED )*" + (answer.enabled() ? "ON" : "OFF") + "( NOT_REACHED)*");
        }
    }

    private static String line(Evaluation answer) {
        return (answer.enabled() ? "on " : "off ")
                + answer.reason()
                + (answer.errorCode() == null ? "" : " " + answer.errorCode())
                + (answer.position() == null ? "" : " " + answer.position());
    }

    @Provide
    Arbitrary<Map<String, Map<String, Object>>> documents() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), document()).ofSize(3);
    }

    private Arbitrary<Map<String, Object>> document() {
        Arbitrary<List<String>> users = users().list().ofMaxSize(3);
        Map<String, Arbitrary<?>> fields = new HashMap<>();
        fields.put("enabled", Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false)));
        fields.put("excluded", users);
        fields.put("users", users);
        fields.put("rules", rule().list().ofMaxSize(3));
        fields.put("percentage", percentages());
        fields.put("bucketBy", Arbitraries.of(ATTRIBUTES));
        fields.put("salt", Arbitraries.of("", "2", "ä"));
        fields.put("from", Arbitraries.of(TIMES));
        fields.put("until", Arbitraries.of(TIMES));
        fields.put("requires", Arbitraries.of(FLAGS).list().ofMaxSize(2));
        fields.put("owner", Arbitraries.of(TEXTS));
        fields.put("later", Arbitraries.of(NUMBERS));
        return someOf(fields, 0.3).map(document -> {
            document.putIfAbsent("excluded", List.of()); // An object must state who gets the flag.
            return document;
        });
    }

    private Arbitrary<Map<String, Object>> rule() {
        return someOf(Map.of("if", conditions().list().ofMaxSize(2), "percentage", percentages()), 0.8)
                .map(rule -> rule.isEmpty() ? Map.of("if", List.of()) : rule);
    }

    @Provide
    Arbitrary<Map<String, Object>> conditions() {
        List<Object> scalars = Stream.of(TEXTS, NUMBERS, List.of(true, false))
                .flatMap(List::stream)
                .collect(Collectors.toList());
        return Arbitraries.oneOf(
                condition(List.of("in", "notIn", "equals", "contains", "matches"), scalars),
                condition(List.of("startsWith", "endsWith", "contains", "in"), TEXTS),
                condition(List.of("greaterThan", "lessThan", "equals"), NUMBERS),
                condition(List.of("before", "after"), TIMES),
                condition(List.of("semverGreaterThan", "semverLessThan"), VERSIONS),
                condition(List.of("exists"), List.of(true, false)));
    }

    private static Arbitrary<Map<String, Object>> condition(List<String> operators, List<?> values) {
        return Combinators.combine(
                        Arbitraries.of(ATTRIBUTES),
                        Arbitraries.of(operators),
                        Arbitraries.of(values).list().ofMaxSize(4))
                .as((attribute, operator, some) ->
                        Map.of("attribute", attribute, "operator", operator, "values", some));
    }

    private static Arbitrary<BigDecimal> percentages() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new BigDecimal("0"), new BigDecimal("100"), new BigDecimal("0.001"), new BigDecimal("99.999")),
                Arbitraries.integers().between(0, 100_000).map(thousandths -> BigDecimal.valueOf(thousandths, 3)));
    }

    @Provide
    Arbitrary<String> users() {
        return Arbitraries.oneOf(
                Arbitraries.of("ada", "bob", "Zoë", "ユーザー", "😀", "", " "),
                Arbitraries.strings().ofMaxLength(5).filter(DecisionPropertyTests::isPaired));
    }

    @Provide
    Arbitrary<Map<String, Object>> attributes() {
        List<Object> scalars = Stream.of(TEXTS, TIMES, VERSIONS, ATTRIBUTE_NUMBERS, List.of(true, false), ODD)
                .flatMap(List::stream)
                .collect(Collectors.toList());
        Arbitrary<Object> value = Arbitraries.oneOf(
                Arbitraries.of(scalars),
                Arbitraries.of(scalars).list().ofMaxSize(3).map(list -> (Object) list));
        return Arbitraries.maps(Arbitraries.of(ATTRIBUTES), value);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.of(
                Instant.parse("2026-12-01T10:59:59.999Z"),
                Instant.parse("2026-12-01T11:00:00Z"),
                Instant.parse("2026-12-01T11:00:00.001Z"),
                Instant.parse("2026-12-01T12:00:00Z"),
                Instant.parse("2027-01-01T05:00:00Z"));
    }

    private static boolean isPaired(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    /** Returns random selections of fields, each with a probability. */
    private static Arbitrary<Map<String, Object>> someOf(
            Map<String, ? extends Arbitrary<?>> fields, double probability) {
        List<Arbitrary<Map<String, Object>>> each = fields.entrySet().stream()
                .map(field -> field.getValue()
                        .map(value -> Map.<String, Object>of(field.getKey(), value))
                        .optional(probability)
                        .map(present -> present.orElse(Map.of())))
                .toList();
        return Combinators.combine(each).as(parts -> {
            Map<String, Object> all = new HashMap<>();
            parts.forEach(all::putAll);
            return all;
        });
    }
}
