package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.featureflags.EvaluationContext;
import io.featureflags.Flag;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is stored is ever executed, and nothing takes more time or memory than its length. */
class HostileValuesTests {

    /** Would be seen if anything were executed. */
    private static final String TRACE = "io.featureflags.hostile";

    private final TextFlagValueParser parser = new TextFlagValueParser();

    static Stream<String> scripts() {
        return Stream.of(
                "T(java.lang.System).setProperty('" + TRACE + "', 'x')",
                "#{T(java.lang.System).setProperty('" + TRACE + "', 'x')}",
                "${jndi:ldap://127.0.0.1:1/x}",
                "${" + TRACE + "}",
                "java.lang.System.setProperty(\\\"" + TRACE + "\\\", \\\"x\\\")",
                "function() { while (true); }",
                "<script>alert(1)</script>",
                "\\\"><img src=x onerror=alert(1)>",
                "(a+)+$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "%s%s%s%n",
                "'; DROP TABLE flags; --",
                "\\u202Enosrep",
                "../../../etc/passwd");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsAreTextsLikeAnyOther(String script) {
        String text =
                "{\"users\": [\"S\"], \"description\": \"S\", \"owner\": \"S\", \"salt\": \"S\", \"bucketBy\": \"S\","
                        + " \"requires\": [], \"rules\": [{\"if\": [{\"attribute\": \"S\", \"operator\": \"startsWith\", \"values\": [\"S\"]}]},"
                        + " {\"if\": [{\"attribute\": \"a\", \"operator\": \"S\", \"values\": [\"S\"]}]},"
                        + " {\"if\": [{\"attribute\": \"a\", \"operator\": \"contains\", \"values\": [\"S\"]}]}]}";
        FlagValue value = parser.parse(text.replace("S", script));

        String meant = value.users().iterator().next();
        assertThat(value.description()).isEqualTo(meant);
        assertThat(answer(value, EvaluationContext.of("ada"))).isFalse();
        assertThat(answer(value, EvaluationContext.of(meant))).isTrue();
        assertThat(answer(value, EvaluationContext.of("ada").with(meant, meant)))
                .isTrue();
        assertThat(answer(value, EvaluationContext.of("ada").with("a", "x" + meant)))
                .isTrue();
        assertThat(answer(value, EvaluationContext.of("ada").with("a", "a".repeat(100_000) + "!")))
                .isFalse();
        assertThat(value.warnings())
                .hasSize(1)
                .allSatisfy(warning -> assertThat(warning).doesNotContain(meant));
        assertThat(System.getProperty(TRACE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@class\": \"java.lang.ProcessBuilder\", \"command\": [\"id\"], \"percentage\": 0}",
                "{\"@type\": \"com.sun.rowset.JdbcRowSetImpl\", \"dataSourceName\": \"ldap://127.0.0.1:1/x\", \"percentage\": 0}",
                "{\"class\": \"org.springframework.context.support.ClassPathXmlApplicationContext\", \"percentage\": 0}",
                "{\"__proto__\": {\"enabled\": true}, \"percentage\": 0}",
                "{\"users\": [], \"$ref\": \"#/users\", \"strategy\": \"javax.script.ScriptEngineManager\"}"
            })
    void namesOfClassesAreFieldsThatSayNothing(String text) {
        assertThat(answer(parser.parse(text), EvaluationContext.of("ada"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"java.util.ArrayList\", []]",
                "{\"users\": [\"java.util.ArrayList\", []]}",
                "{\"users\": {\"@class\": \"java.util.HashSet\"}}",
                "{\"rules\": [{\"@class\": \"x\", \"if\": [\"T(java.lang.Runtime)\"]}]}",
                "#{true}",
                "${true}",
                "<true/>",
                "!!java.net.URL [\"http://127.0.0.1:1\"]",
                "\u00ac\u00ed\u0000\u0005sr"
            })
    void whatIsNoValueIsNotUnderstood(String text) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(text))
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("java"));
    }

    static Stream<String> large() {
        int many = 250_000;
        return Stream.of(
                "{\"a\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"a\": " + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}",
                "[".repeat(1_000_000),
                "{".repeat(1_000_000),
                "{\"a\":".repeat(many),
                "{\"percentage\": " + "9".repeat(1_000_000) + "}",
                "{\"percentage\": 1" + "0".repeat(1_000_000) + "e-1000000}",
                "{\"percentage\": 0." + "0".repeat(1_000_000) + "1}",
                "{\"percentage\": 1e" + "9".repeat(30) + "}",
                "{\"percentage\": 1e2147483647}",
                "{\"percentage\": 1e-2147483647}",
                "{\"percentage\": -1e999999999}",
                "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"lessThan\", \"values\": [1e99999999999]}]}]}",
                "{\"expires\": \"" + "9".repeat(1_000_000) + "\"}",
                "{\"from\": \"" + "9".repeat(1_000_000) + "\"}",
                "{\"requires\": [" + "\"a\",".repeat(many) + "\"a\"]}",
                "{\"users\": [\"" + "\\ud800".repeat(many) + "\"]}",
                "{\"users\": [\"\ud800\"]}",
                "{" + "\"a\":1,".repeat(many) + "\"b\":2}",
                "{\"enabled\": true, \"enabled\": false}",
                "{\"enabled\": true, \"\\u0065nabled\": true}",
                " ".repeat(1_000_000),
                "9".repeat(1_000_000) + "%");
    }

    @ParameterizedTest
    @MethodSource("large")
    void largeNonsenseIsRefusedAtOnce(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(InvalidFlagValueException.class).isThrownBy(() -> parser.parse(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "1e999999999,false,false",
        "-1e999999999,true,true",
        "1e-999999999,false,true",
        "100e2147483646,false,false",
        "1e-2147483647,false,true"
    })
    void numbersThatNobodyCouldWriteOutAreCompared(String number, boolean zeroIsGreater, boolean oneIsGreater) {
        FlagValue value = parser.parse("{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"greaterThan\","
                + " \"values\": [" + number + "]}]}]}");

        for (Object attribute : new Object[] {0, 0L, 0.0, 0.0f, -0.0, BigDecimal.ZERO}) {
            assertThat(answer(value, EvaluationContext.of("ada").with("a", attribute)))
                    .isEqualTo(zeroIsGreater);
        }
        for (Object attribute : new Object[] {1, 1.0, Long.MAX_VALUE, Double.MAX_VALUE, 1.5f, BigDecimal.ONE}) {
            assertThat(answer(value, EvaluationContext.of("ada").with("a", attribute)))
                    .isEqualTo(oneIsGreater);
        }
    }

    @Test
    void listsAsLargeAsAValueMayBeAreUnderstoodAndLookedUp() {
        String ids = IntStream.range(0, 50_000)
                .mapToObj(id -> "\"user-" + id + "-abcdef\"")
                .collect(Collectors.joining(","));
        // Texts of one hash code: they share a place in any hash table.
        String colliding = IntStream.range(0, 1 << 15)
                .mapToObj(bits -> IntStream.range(0, 15)
                        .mapToObj(bit -> ((bits >> bit) & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\"")))
                .collect(Collectors.joining(","));

        for (String list : new String[] {ids, colliding}) {
            FlagValue value = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> parser.parse("{\"excluded\": [" + list + "], \"users\": [" + list + "]}"));
            Decision decision = decision(value);
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                for (int call = 0; call < 100_000; call++) {
                    assertThat(decision.isEnabled(EvaluationContext.of("user-" + call + "-abcdef")))
                            .isFalse();
                }
            });
            assertThat(value.excluded()).hasSizeGreaterThan(30_000);
        }
    }

    @Test
    void manyRulesAreUnderstoodAndTried() {
        String rules = IntStream.range(0, 10_000)
                .mapToObj(rule ->
                        "{\"if\": [{\"attribute\": \"a\", \"operator\": \"equals\", \"values\": [" + rule + "]}]}")
                .collect(Collectors.joining(",", "{\"rules\": [", "]}"));
        FlagValue value = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> parser.parse(rules));

        assertThat(decision(value)
                        .evaluate(Source.REDIS, EvaluationContext.of("ada").with("a", 9_999))
                        .detail())
                .isEqualTo("rule 10000 matches");
    }

    private static boolean answer(FlagValue value, EvaluationContext context) {
        return decision(value).isEnabled(context);
    }

    private static Decision decision(FlagValue value) {
        return value.decisionFor("flag", HostileValuesTests::noFlag, Clock.systemUTC());
    }

    private static Flag noFlag(String name) {
        throw new AssertionError("requires nothing");
    }
}
