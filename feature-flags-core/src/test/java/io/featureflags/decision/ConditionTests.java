package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.EvaluationContext;
import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTests {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    static Stream<Arguments> matching() {
        return Stream.of(
                Arguments.of("DE", "in", List.of("AT", "DE")),
                Arguments.of("", "in", List.of("")),
                Arguments.of(true, "in", List.of(true)),
                Arguments.of("CH", "notIn", List.of("AT", "DE")),
                Arguments.of("CH", "notIn", List.of()),
                Arguments.of("10", "notIn", decimals("10")),
                Arguments.of(10, "notIn", List.of("10")),
                Arguments.of(false, "equals", List.of(false)),
                Arguments.of("x", "equals", List.of("y", "x")),
                Arguments.of("user@example.com", "startsWith", List.of("admin", "user@")),
                Arguments.of("user@example.com", "startsWith", List.of("")),
                Arguments.of("user@example.com", "endsWith", List.of(".org", ".com")),
                Arguments.of("user@example.com", "contains", List.of("nobody", "@example")),
                Arguments.of("a", "contains", List.of(true, "a")),
                Arguments.of(List.of("USER", "ADMIN"), "in", List.of("ADMIN")),
                Arguments.of(List.of("USER", "ADMIN"), "contains", List.of("ADMIN")),
                Arguments.of(Set.of(1, 2L), "contains", decimals("2")),
                Arguments.of(new String[] {"USER", "ADMIN"}, "contains", List.of("ADMIN")),
                Arguments.of(new int[] {1}, "contains", decimals("1")),
                Arguments.of(new boolean[] {true}, "in", List.of(true)),
                Arguments.of(new double[] {0.5}, "in", decimals("0.5")),
                Arguments.of(Arrays.asList("USER", null), "contains", List.of("USER")),
                Arguments.of(Arrays.asList("USER", null), "notIn", List.of("ADMIN")),
                Arguments.of(List.of("USER"), "notIn", List.of("ADMIN")),
                Arguments.of(List.of(), "notIn", List.of("ADMIN")),
                Arguments.of(List.of(), "exists", List.of(true)),
                Arguments.of(11, "greaterThan", decimals("10")),
                Arguments.of(11, "greaterThan", decimals("100", "10")),
                Arguments.of(10.000001, "greaterThan", decimals("10")),
                Arguments.of(9, "lessThan", decimals("10")),
                Arguments.of(9, "lessThan", decimals("1", "10")),
                Arguments.of(new BigDecimal("-1e500"), "lessThan", decimals("-1e400")),
                Arguments.of(Double.MAX_VALUE, "lessThan", decimals("1e309")),
                Arguments.of(Long.MIN_VALUE, "lessThan", decimals("-9223372036854775807.5")),
                Arguments.of(Long.MAX_VALUE, "lessThan", decimals("9223372036854775807.5")),
                Arguments.of(NOON, "after", List.of("2026-12-01T11:59:59.999999999Z")),
                Arguments.of(NOON, "before", List.of("2026-12-01T12:00:00.000000001Z")),
                Arguments.of(NOON, "before", List.of("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")),
                Arguments.of(NOON, "after", List.of("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")),
                Arguments.of(OffsetDateTime.parse("2026-12-01T12:00:00+01:00"), "before", List.of("2026-12-01T12:00Z")),
                Arguments.of(
                        ZonedDateTime.parse("2026-12-01T12:00:00+01:00[Europe/Berlin]"),
                        "after",
                        List.of("2026-12-01T12:00:00+02:00")),
                Arguments.of("2026-12-01T12:00:00+01:00", "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("2.10.0", "semverGreaterThan", List.of("2.9.9")),
                Arguments.of("2.10.0", "semverGreaterThan", List.of("2.10.0-rc.1")),
                Arguments.of("2.10.0", "semverGreaterThan", List.of("3.0.0", "1.0.0")),
                Arguments.of("2.9.9", "semverLessThan", List.of("2.10.0")),
                Arguments.of("x", "exists", List.of(true)),
                Arguments.of(Plan.GOLD, "exists", List.of(true)),
                Arguments.of("x", "exists", List.of(false, true)),
                Arguments.of(null, "exists", List.of(false)),
                Arguments.of(null, "exists", List.of(false, true)));
    }

    static Stream<Arguments> notMatching() {
        return Stream.of(
                Arguments.of("de", "in", List.of("DE")),
                Arguments.of(" DE", "in", List.of("DE")),
                Arguments.of("DE", "in", List.of()),
                Arguments.of("10", "in", decimals("10")),
                Arguments.of(10, "in", List.of("10")),
                Arguments.of("true", "in", List.of(true)),
                Arguments.of(1, "in", List.of(true)),
                Arguments.of("DE", "notIn", List.of("DE")),
                Arguments.of(List.of("USER", "ADMIN"), "notIn", List.of("ADMIN")),
                Arguments.of(List.of("USER"), "in", List.of("ADMIN")),
                Arguments.of(List.of(), "in", List.of("ADMIN")),
                Arguments.of(List.of("USER"), "equals", List.of("USER")),
                Arguments.of(List.of("USER"), "startsWith", List.of("U")),
                Arguments.of(List.of("USER"), "contains", List.of("US")),
                Arguments.of(List.of(List.of("USER")), "contains", List.of("USER")),
                Arguments.of("abc", "startsWith", List.of()),
                Arguments.of("abc", "startsWith", List.of("b")),
                Arguments.of("abc", "endsWith", List.of("b")),
                Arguments.of("abc", "contains", List.of("ac")),
                Arguments.of("10", "contains", decimals("10")),
                Arguments.of(10, "startsWith", List.of("1")),
                Arguments.of(10, "greaterThan", decimals("10")),
                Arguments.of(10, "lessThan", decimals("10")),
                Arguments.of(10, "greaterThan", List.of()),
                Arguments.of("11", "greaterThan", decimals("10")),
                Arguments.of(List.of(11), "greaterThan", decimals("10")),
                Arguments.of(Double.NaN, "notIn", decimals("10")),
                Arguments.of(Double.NaN, "greaterThan", decimals("10")),
                Arguments.of(Double.POSITIVE_INFINITY, "greaterThan", decimals("10")),
                Arguments.of(Float.NEGATIVE_INFINITY, "lessThan", decimals("10")),
                Arguments.of(new AtomicInteger(10), "equals", decimals("10")),
                Arguments.of(NOON, "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of(NOON, "after", List.of("2026-12-01T12:00:00Z")),
                Arguments.of(NOON, "equals", List.of("2026-12-01T12:00:00Z")),
                Arguments.of(NOON, "notIn", List.of("2026-12-01T12:00:00Z")),
                Arguments.of(LocalDateTime.MIN, "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("2026-01-01T12:00:00", "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("2026-01-01", "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("2026-02-30T12:00:00Z", "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("1".repeat(100_000), "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of(0, "before", List.of("2026-12-01T12:00:00Z")),
                Arguments.of("2.10.0", "semverGreaterThan", List.of("2.10.0")),
                Arguments.of("2.10.0+build", "semverGreaterThan", List.of("2.10.0")),
                Arguments.of("2.10", "semverGreaterThan", List.of("1.0.0")),
                Arguments.of(2.10, "semverGreaterThan", List.of("1.0.0")),
                Arguments.of("v0.0.1", "semverLessThan", List.of("1.0.0")),
                Arguments.of("x", "exists", List.of(false)),
                Arguments.of("x", "exists", List.of()),
                Arguments.of(null, "exists", List.of(true)),
                Arguments.of(null, "notIn", List.of("DE")),
                Arguments.of(null, "in", List.of("DE", "", false)),
                Arguments.of(null, "matches", List.of()),
                Arguments.of("x", "matches", List.of("x")),
                Arguments.of("x", "IN", List.of("x")),
                Arguments.of(Plan.GOLD, "in", List.of("GOLD")),
                Arguments.of(Plan.GOLD, "notIn", List.of("SILVER")),
                Arguments.of(List.of(Plan.GOLD), "notIn", List.of("SILVER")),
                Arguments.of('x', "in", List.of("x")),
                Arguments.of(CharBuffer.wrap("x"), "notIn", List.of("y")),
                Arguments.of(new UUID(0, 0), "startsWith", List.of("0")));
    }

    @ParameterizedTest
    @MethodSource
    void matching(@Nullable Object attribute, String operator, List<?> values) {
        assertThat(matches(attribute, operator, values)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void notMatching(@Nullable Object attribute, String operator, List<?> values) {
        assertThat(matches(attribute, operator, values)).isFalse();
    }

    static Stream<Object> tens() {
        return Stream.of(
                10,
                10L,
                (short) 10,
                (byte) 10,
                10.0,
                10.0f,
                BigInteger.TEN,
                BigDecimal.TEN,
                new BigDecimal("10.000"),
                new BigDecimal("1e1"));
    }

    @ParameterizedTest
    @MethodSource("tens")
    void numbersAreEqualWhateverTheirTypes(Object ten) {
        for (String value : List.of("10", "10.0", "1e1", "1000E-2")) {
            assertThat(matches(ten, "equals", decimals(value))).as(value).isTrue();
            assertThat(matches(ten, "in", decimals("9", value, "11"))).as(value).isTrue();
            assertThat(matches(ten, "notIn", decimals(value))).as(value).isFalse();
            assertThat(matches(ten, "greaterThan", decimals(value))).as(value).isFalse();
            assertThat(matches(ten, "lessThan", decimals(value))).as(value).isFalse();
        }
        assertThat(matches(ten, "greaterThan", decimals("9.999"))).isTrue();
        assertThat(matches(ten, "lessThan", decimals("10.001"))).isTrue();
    }

    @Test
    void floatingPointNumbersAreThoseTheyPrintAs() {
        assertThat(matches(0.1, "equals", decimals("0.1"))).isTrue();
        assertThat(matches(0.1f, "equals", decimals("0.1"))).isTrue();
        assertThat(matches(0.1, "equals", decimals("0.1000000000000000055511151231257827")))
                .isFalse();
        assertThat(matches(0.1, "lessThan", decimals("0.1000000000000000055511151231257827")))
                .isTrue();
        assertThat(matches(-0.0, "equals", decimals("0"))).isTrue();
        assertThat(matches(0.0, "equals", decimals("-0"))).isTrue();
        assertThat(matches(Double.MIN_VALUE, "greaterThan", decimals("0"))).isTrue();
        assertThat(matches(0.0, "lessThan", decimals("1e-999999"))).isTrue();
    }

    @Test
    void wholeNumbersThatNoDoubleHoldsAreTold() {
        assertThat(matches(9_007_199_254_740_993L, "equals", decimals("9007199254740993")))
                .isTrue();
        assertThat(matches(9_007_199_254_740_993L, "equals", decimals("9007199254740992")))
                .isFalse();
        assertThat(matches(9_007_199_254_740_992.0, "equals", decimals("9007199254740993")))
                .isFalse();
        assertThat(matches(9_007_199_254_740_992.0, "lessThan", decimals("9007199254740993")))
                .isTrue();
        assertThat(matches(9_007_199_254_740_993L, "greaterThan", decimals("9007199254740992.5")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "startsWith:texts",
                "endsWith:texts",
                "before:date-times",
                "after:date-times",
                "semverGreaterThan:semantic versions",
                "semverLessThan:semantic versions",
                "exists:true or false"
            })
    void numberIsRefusedWhereItIsOfNoUse(String row) {
        String[] parts = row.split(":", -1);

        assertRefused(parts[0], decimals("10"), "operator '" + parts[0] + "' compares with " + parts[1] + " only");
    }

    @Test
    void whatIsNoneOfItsKindIsRefused() {
        assertRefused("greaterThan", List.of("10"), "operator 'greaterThan' compares with numbers only");
        assertRefused("lessThan", List.of(true), "operator 'lessThan' compares with numbers only");
        assertRefused(
                "before",
                List.of("2026-12-01T00:00:00"),
                "operator 'before' compares with date-times with an offset, such as 2026-12-01T00:00:00Z only");
        assertRefused(
                "semverLessThan",
                List.of("1.0.0", "1.0"),
                "operator 'semverLessThan' compares with semantic versions, such as 2.0.1 only");
        assertRefused("in", List.of(List.of()), "a condition compares with texts, numbers, true and false only");
        assertRefused("in", List.of(1), "a condition compares with texts, numbers, true and false only");
    }

    @Test
    void allTextsThatAreSoughtTogetherAreAtMostAHundred() {
        Condition fifty = Condition.of(
                "a",
                "contains",
                Stream.iterate("x", text -> text + "x").limit(50).toList());
        Condition many = Condition.of(
                "a", "in", Stream.iterate("x", text -> text + "x").limit(500).toList());
        Rule rule = new Rule(List.of(fifty, many), Percentage.ALL);

        assertThat(FlagValue.builder().rules(List.of(rule, rule)).build().rules())
                .hasSize(2);
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> FlagValue.builder()
                        .rules(List.of(
                                rule,
                                rule,
                                new Rule(List.of(Condition.of("b", "contains", List.of("x"))), Percentage.ALL)))
                        .build())
                .withMessage("all conditions with 'contains' together must have at most 100 texts");
    }

    @Test
    void longAttributeContainsNothing() {
        Condition condition = Condition.of("a", "contains", List.of("needle"));

        assertThat(condition.matches(EvaluationContext.of("ada").with("a", "x".repeat(65_530) + "needle")))
                .isTrue();
        assertThat(condition.matches(EvaluationContext.of("ada").with("a", "x".repeat(65_531) + "needle")))
                .isFalse();
    }

    @Test
    void searchThroughTextsIsBounded() {
        String problem = "operator 'contains' compares with at most 100 texts of at most 256 characters only";

        assertRefused("contains", List.of("x".repeat(257)), problem);
        assertRefused(
                "contains", Stream.iterate("x", text -> text + "x").limit(101).toList(), problem);
        Condition worst = Condition.of(
                "attribute",
                "contains",
                Stream.iterate("b", text -> "a" + text).limit(100).toList());
        EvaluationContext context = EvaluationContext.anonymous().with("attribute", "a".repeat(8_000));
        long start = System.nanoTime();
        assertThat(worst.matches(context)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void onlyAnUnknownOperatorIsNotUnderstood() {
        assertThat(Condition.of("a", "in", List.of()).isUnderstood()).isTrue();
        assertThat(Condition.of("a", "matches", List.of(".*")).isUnderstood()).isFalse();
        assertThat(Condition.isOperator("in")).isTrue();
        assertThat(Condition.isOperator("T(java.lang.Runtime)")).isFalse();
    }

    @Test
    void conditionIsAValue() {
        Condition condition = Condition.of("country", "in", List.of("DE"));

        assertThat(condition)
                .isEqualTo(Condition.of("country", "in", List.of("DE")))
                .hasSameHashCodeAs(Condition.of("country", "in", List.of("DE")))
                .isNotEqualTo(Condition.of("country", "in", List.of("AT")))
                .isNotEqualTo(Condition.of("country", "notIn", List.of("DE")))
                .isNotEqualTo(Condition.of("city", "in", List.of("DE")))
                .isNotEqualTo("country in [DE]")
                .hasToString("country in [DE]");
        assertThat(condition.attribute()).isEqualTo("country");
        assertThat(condition.operator()).isEqualTo("in");
        assertThat(condition.values()).containsExactly("DE");
    }

    private static void assertRefused(String operator, List<?> values, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> Condition.of("attribute", operator, values))
                .withMessage(problem);
    }

    private static boolean matches(@Nullable Object attribute, String operator, List<?> values) {
        return Condition.of("attribute", operator, values)
                .matches(EvaluationContext.of("ada").with("other", "x").with("attribute", attribute));
    }

    private static List<BigDecimal> decimals(String... numbers) {
        return Stream.of(numbers).map(BigDecimal::new).toList();
    }

    private enum Plan {
        GOLD
    }
}
