package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.featureflags.EvaluationContext;
import io.featureflags.ValueType;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Allocations of a call, as counted by the JVM. */
class AllocationTests {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int CALLS = 20_000;

    /** Allowed allocation of a flag that requires others: its {@link RequirementChain}. */
    private static final long ONE_SMALL_OBJECT = 24;

    private static final ValueType[] TYPES = {ValueType.STRING, ValueType.INTEGER, ValueType.BOOLEAN};

    private static final EvaluationContext ADA = EvaluationContext.of("ada")
            .with("country", "CH")
            .with("age", 41)
            .with("score", 10.5)
            .with("exact", new BigDecimal("10.25"))
            .with("version", "2.10.0-rc.1")
            .with("since", Instant.EPOCH)
            .with("beta", false)
            .with("tenant", "acme")
            .with("account", 9_876_543_210L)
            .with("roles", List.of("USER", "ADMIN"));

    private static final List<EvaluationContext> USERS = IntStream.range(0, 1000)
            .mapToObj(user ->
                    EvaluationContext.of("user-" + user + (user % 3 == 0 ? "-Zoë" : user % 3 == 1 ? "-😀" : "")))
            .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "10%",
                "{\"users\": [\"bob\"], \"percentage\": 10}",
                "{\"excluded\": [\"bob\"], \"percentage\": 99.999, \"salt\": \"2\"}",
                "{\"percentage\": 10, \"bucketBy\": \"tenant\"}",
                "{\"percentage\": 10, \"bucketBy\": \"account\"}",
                "{\"from\": \"2000-01-01T00:00:00Z\", \"percentage\": 10}"
            })
    void callAllocatesNothing(String value) {
        assertThat(bytesPerCall(decision(value))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in;[\"DE\", \"AT\"];country",
                "notIn;[\"CH\"];country",
                "equals;[true, 41, \"x\"];age",
                "in;[10.25, 7, 3];exact",
                "startsWith;[\"D\", \"A\"];country",
                "endsWith;[\"D\", \"A\"];country",
                "contains;[\"D\", \"A\"];country",
                "contains;[\"GUEST\", 1, false];roles",
                "greaterThan;[100];age",
                "greaterThan;[100.5];age",
                "lessThan;[10.5];score",
                "lessThan;[3];score",
                "semverGreaterThan;[\"2.10.0\"];version",
                "after;[\"2026-01-01T00:00:00Z\"];since",
                "after;[\"2026-01-01T00:00:00Z\"];country",
                "equals;[true];beta",
                "exists;[false];country"
            })
    void ruleAllocatesNothing(String condition) {
        String[] parts = condition.split(";", -1);

        assertThat(bytesPerCall(decision("{\"percentage\": 10, \"rules\": [{\"if\": [{\"attribute\": \"" + parts[2]
                        + "\", \"operator\": \"" + parts[0] + "\", \"values\": " + parts[1] + "}]}]}")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enabled\": true, \"variants\": [VARIANTS]}",
                "{\"percentage\": 50, \"variants\": [VARIANTS], \"offVariant\": \"a\"}",
                "{\"enabled\": true, \"variants\": [{\"name\": \"a\", \"value\": 123456}, {\"name\": \"b\", \"value\": 1e9}]}",
                "50%"
            })
    void valueAllocatesNothing(String value) {
        Decision decision = decision(
                value.replace(
                        "VARIANTS",
                        "{\"name\": \"a\"}, {\"name\": \"b\", \"weight\": 20}, {\"name\": \"c\", \"users\": [\"ada\"]}, {\"name\": \"d\"}"));
        Map<ValueType, Object> some = new EnumMap<>(ValueType.class);

        // So few that each keeps its slot of the recent draws.
        assertThat(bytesPerCall(USERS.subList(0, 3), context -> {
                    for (ValueType type : TYPES) {
                        Object found = decision.value(type, context);
                        if (found != null) {
                            some.put(type, found);
                        }
                    }
                    return !some.isEmpty();
                }))
                .isZero();
    }

    @Test
    void manyRulesAndALongListAllocateNothing() {
        String rules = IntStream.range(0, 20)
                .mapToObj(rule -> "{\"if\": [{\"attribute\": \"country\", \"operator\": \"in\", \"values\": [\"X" + rule
                        + "\"]}], \"percentage\": 50}")
                .collect(Collectors.joining(",", "\"rules\": [", "]"));
        String users = IntStream.range(0, 10_000)
                .mapToObj(user -> "\"listed-" + user + "\"")
                .collect(Collectors.joining(",", "\"users\": [", "]"));

        assertThat(bytesPerCall(decision("{" + users + ", " + rules + ", \"percentage\": 10}")))
                .isZero();
    }

    @Test
    void flagThatRequiresOthersAllocatesOneSmallObject() {
        assertThat(bytesPerCall(decision("{\"requires\": [\"on\", \"listing\"], \"percentage\": 10}")))
                .isLessThanOrEqualTo(ONE_SMALL_OBJECT);
    }

    @Test
    void longUsersOfOtherScriptsAllocateNothing() {
        Decision decision = decision("10%");

        assertThat(bytesPerCall(decision, List.of(EvaluationContext.of("ユーザー".repeat(500)))))
                .isZero();
    }

    private long bytesPerCall(Decision decision) {
        return Math.max(bytesPerCall(decision, List.of(ADA)), bytesPerCall(decision, USERS));
    }

    private long bytesPerCall(Decision decision, List<EvaluationContext> contexts) {
        return bytesPerCall(contexts, decision::isEnabled);
    }

    /** Returns the minimum of several measurements, because the JVM itself allocates now and then. */
    private long bytesPerCall(List<EvaluationContext> contexts, Predicate<EvaluationContext> call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int enabled = 0;
            for (int i = 0; i < CALLS; i++) {
                if (call.test(contexts.get(i % contexts.size()))) {
                    enabled++;
                }
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(enabled).isLessThanOrEqualTo(CALLS);
            least = Math.min(least, allocated / CALLS);
        }
        return least;
    }

    private static Decision decision(String value) {
        DecidedFlags flags = new DecidedFlags();
        flags.put("on", "true");
        flags.put("listing", "{\"excluded\": [\"bob\"]}");
        return flags.put("flag", value);
    }
}
