package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.Condition;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFlagValueParserTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "True", " true\n"})
    void on(String text) {
        assertThat(parser.parse(text)).isEqualTo(FlagValue.of(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "\tFalse "})
    void off(String text) {
        assertThat(parser.parse(text)).isEqualTo(FlagValue.of(false));
    }

    /** Nearly all flags are on for all users: separate values would cost memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {"TRUE", "100%", "{\"excluded\": []}", "{\"enabled\": true, \"users\": [], \"percentage\": 100}"})
    void valuesThatAreOnForAllUsersAreShared(String text) {
        assertThat(parser.parse(text)).isSameAs(parser.parse("true"));
        assertThat(parser.parse("{\"enabled\": false}")).isSameAs(parser.parse("false"));
    }

    @ParameterizedTest
    @CsvSource({"10%,10000", "0.5%,500", "12.345%,12345", "0%,0", "100%,100000", "' 10% ',10000", "12.3450%,12345"})
    void percentage(String text, int thousandths) {
        assertThat(parser.parse(text)).isEqualTo(FlagValue.of(new Percentage(thousandths)));
    }

    @Test
    void fullObject() {
        assertThat(parser.parse("""
                        { "enabled": true,
                          "excluded": ["user_666"], "users": ["user_12345", "Zoë"],
                          "rules": [ { "if": [ { "attribute": "country", "operator": "in", "values": ["DE", "AT"] },
                                               { "attribute": "age", "operator": "greaterThan", "values": [17.5] } ],
                                       "percentage": 50 },
                                     { "if": [] } ],
                          "percentage": 12.5,
                          "bucketBy": "tenant", "salt": "2",
                          "from": "2026-12-01T00:00:00Z", "until": "2027-01-01T00:00:00+01:00",
                          "requires": ["other_flag"],
                          "description": "…", "owner": "team-checkout", "expires": "2027-01-31" }
                        """))
                .isEqualTo(FlagValue.builder()
                        .excluded(Set.of("user_666"))
                        .users(Set.of("user_12345", "Zoë"))
                        .rules(List.of(
                                new Rule(
                                        List.of(
                                                Condition.of("country", "in", List.of("DE", "AT")),
                                                Condition.of("age", "greaterThan", List.of(new BigDecimal("17.5")))),
                                        new Percentage(50_000)),
                                new Rule(List.of(), Percentage.ALL)))
                        .percentage(new Percentage(12_500))
                        .bucketBy("tenant")
                        .salt("2")
                        .window(Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2026-12-31T23:00:00Z"))
                        .requires(List.of("other_flag"))
                        .about("…", "team-checkout", LocalDate.of(2027, 1, 31))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\": true}|100000",
                "{\"excluded\": [\"a\"]}|100000",
                "{\"users\": [\"a\"]}|0",
                "{\"users\": []}|0",
                "{\"rules\": []}|0",
                "{\"users\": [\"a\"], \"percentage\": 5}|5000",
                "{\"percentage\": 1e1}|10000"
            })
    void defaultPercentageDependsOnUsersAndRules(String text, int thousandths) {
        assertThat(parser.parse(text).percentage().thousandths()).isEqualTo(thousandths);
    }

    @Test
    void otherFieldsAreIgnored() {
        assertThat(parser.parse("{\"percentage\": 10, \"comment\": null, \"future\": [{\"x\": -1.5e400, \"y\": [[]]}],"
                        + " \"\\u0061\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}"))
                .isEqualTo(FlagValue.of(new Percentage(10_000)));
    }

    @Test
    void escapesInUsersAreResolved() {
        assertThat(parser.parse("{\"users\": [\"\\u00e4\\ud83d\\ude00\\n\"]}").users())
                .containsExactly("ä😀\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes|a value must be true, false, a percentage such as 10%, or a JSON object",
                "``|a value must be true, false, a percentage such as 10%, or a JSON object",
                "10|a value must be true, false, a percentage such as 10%, or a JSON object",
                "[]|a value must be true, false, a percentage such as 10%, or a JSON object",
                "\"true\"|a value must be true, false, a percentage such as 10%, or a JSON object",
                "%|a percentage must be a number such as 10% or 0.5%",
                "NaN%|a percentage must be a number such as 10% or 0.5%",
                "-1%|a percentage must be a number such as 10% or 0.5%",
                "1e1%|a percentage must be a number such as 10% or 0.5%",
                "١٠%|a percentage must be a number such as 10% or 0.5%",
                "101%|a percentage must be from 0 to 100",
                "0.0001%|a percentage must have at most three decimals",
                "{|the JSON ends too early",
                "{\"a\": 1|'}' is missing, at character 8",
                "{} {}|unexpected content after the JSON object, at character 4",
                "{\"enabled\": \"true\"}|field 'enabled' must be true or false",
                "{\"enabled\": null}|field 'enabled' must be true or false",
                "{\"users\": \"anna\"}|field 'users' must be a list of texts",
                "{\"users\": [1]}|field 'users' must be a list of texts only",
                "{\"excluded\": {}}|field 'excluded' must be a list of texts",
                "{\"percentage\": \"10\"}|field 'percentage' must be a number",
                "{\"percentage\": NaN}|a JSON value is missing, at character 16",
                "{\"percentage\": -1}|a percentage must be from 0 to 100",
                "{\"percentage\": 100.5}|a percentage must be from 0 to 100",
                "{\"percentage\": 1e999999999}|a percentage must be from 0 to 100",
                "{\"percentage\": 1e99999999999}|a number is out of range",
                "{\"percentage\": 01}|'}' is missing, at character 17",
                "{\"percentage\": 10, \"percentage\": 20}|a field is duplicated",
                "{\"a\": {\"b\": 1, \"\\u0062\": 2}}|a field is duplicated",
                "{\"a\": \"\\ud800\"}|a text contains an unpaired surrogate",
                "{\"a\": \"\\udc00\\ud800\"}|a text contains an unpaired surrogate",
                "{\"\\ud800x\": 1}|a text contains an unpaired surrogate",
                "{\"rules\": {}}|field 'rules' must be a list of objects",
                "{\"rules\": [[]]}|field 'rules' must be a list of objects only",
                "{\"rules\": [{\"percentage\": \"50\"}]}|field 'percentage' of rule 1 must be a number",
                "{\"rules\": [{\"percentage\": 50.0001}]}|a percentage must have at most three decimals",
                "{\"rules\": [{\"if\": []}, {\"if\": {}}]}|field 'if' of rule 2 must be a list of objects",
                "{\"rules\": [{\"if\": [{}]}]}|field 'attribute' of condition 1 of rule 1 must be a text",
                "{\"rules\": [{\"if\": [{\"attribute\": \"a\"}]}]}|field 'operator' of condition 1 of rule 1 must be a text",
                "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"in\"}]}]}|field 'values' of condition 1 of rule 1 must be a list of texts, numbers, true and false",
                "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"in\", \"values\": [null]}]}]}|field 'values' of condition 1 of rule 1 must be a list of texts, numbers, true and false only",
                "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"before\", \"values\": [\"1\"]}]}]}|operator 'before' compares with date-times with an offset",
                "{\"bucketBy\": 1}|field 'bucketBy' must be a text",
                "{\"salt\": 2}|field 'salt' must be a text",
                "{\"from\": \"2026-12-01T00:00:00\"}|field 'from' must be a date-time with an offset, such as 2026-12-01T00:00:00Z",
                "{\"from\": 1764547200}|field 'from' must be a date-time with an offset, such as 2026-12-01T00:00:00Z",
                "{\"until\": \"2026-02-30T00:00:00Z\"}|field 'until' must be a date-time with an offset",
                "{\"until\": null}|field 'until' must be a date-time with an offset",
                "{\"requires\": \"other\"}|field 'requires' must be a list of texts",
                "{\"requires\": [1]}|field 'requires' must be a list of texts only",
                "{\"description\": 1}|field 'description' must be a text",
                "{\"owner\": []}|field 'owner' must be a text",
                "{\"expires\": \"31.01.2027\"}|field 'expires' must be a date, such as 2027-01-31",
                "{\"expires\": false}|field 'expires' must be a date, such as 2027-01-31",
                "{'enabled': true}|a text in double quotes is missing",
                "{\"enabled\": true,}|a trailing comma before '}', at character 17",
                "{\"a\": tru}|a JSON value is missing",
                "{\"a\": \"\\x\"}|a text contains an unknown escape",
                "{\"a\": \"\\u12\"}|a text contains an incomplete escape",
                "{\"a\": \"|the JSON ends too early"
            })
    void problemIsReported(String text, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(text))
                .withMessageStartingWith(problem);
    }

    @Test
    void controlCharacterInATextIsRejected() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"a\": \"\n\"}"))
                .withMessageStartingWith("a text contains a control character");
    }

    @Test
    void depthIsBounded() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"a\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .withMessageStartingWith("the JSON is nested deeper than 32");
    }

    @Test
    void longNumberIsRejectedInKnownFieldsOnly() {
        String digits = "1".repeat(500_000);

        assertThat(parser.parse("{\"enabled\": true, \"a\": " + digits + "}")).isEqualTo(FlagValue.of(true));
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"percentage\": " + digits + "}"))
                .withMessageStartingWith("a number must have at most 40 characters");
    }

    @Test
    void millionUsersAreParsed() {
        String users = IntStream.range(0, 1_000_000)
                .mapToObj(user -> "\"" + user + "\"")
                .collect(Collectors.joining(",", "{\"users\": [", "]}"));

        assertThat(parser.parse(users).users()).hasSize(1_000_000).contains("999999");
    }

    @Test
    void longTextsTakeLinearTime() {
        List<String> texts = List.of(
                "1".repeat(65_000) + "%",
                "{\"percentage\": " + "9".repeat(65_000) + "!}",
                "{\"users\": [\"" + "\\u0041".repeat(10_000) + "\"",
                "{\"a\": \"" + "x".repeat(65_000),
                " ".repeat(65_000),
                "{" + " ".repeat(65_000));

        assertThat(texts)
                .allSatisfy(text -> assertThatExceptionOfType(InvalidFlagValueException.class)
                        .isThrownBy(() -> assertTimeoutPreemptively(Duration.ofSeconds(5), () -> parser.parse(text))));
    }

    @Test
    void unknownOperatorIsKeptWithAnyValues() {
        FlagValue value = parser.parse("""
                { "rules": [ { "if": [ { "attribute": "a", "operator": "between", "values": { "min": 1 }, "max": null } ] } ] }
                """);

        assertThat(value.rules().get(0).conditions()).containsExactly(Condition.of("a", "between", List.of()));
        assertThat(value.warnings())
                .containsExactly("the operator of condition 1 in rule 1 is unknown, so that the rule never matches");
    }

    @Test
    void existsWithoutValuesMeansTrue() {
        assertThat(parser.parse("{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"exists\"}]}]}"))
                .isEqualTo(parser.parse("{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"exists\","
                        + " \"values\": [true]}]}]}"));
    }

    @Test
    void windowThatIsNeverOpenYieldsAWarning() {
        assertThat(parser.parse("{\"from\": \"2026-12-01T00:00:00Z\", \"until\": \"2026-12-01T00:00:00Z\"}")
                        .warnings())
                .containsExactly("'until' is not after 'from', so that the flag is always off");
    }

    @Test
    void numberOfRequiredFlagsIsBounded() {
        String names = "\"a\"" + ", \"a\"".repeat(99);

        assertThat(parser.parse("{\"requires\": [" + names + "]}").requires()).hasSize(100);
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"requires\": [\"b\", " + names + "]}"))
                .withMessage("field 'requires' must have at most 100 names");
    }

    @Test
    void surrogatePairsMayBeEscapedOrNot() {
        assertThat(parser.parse("{\"users\": [\"\\ud83d\\ude00\", \"\\ud83d\ude00\", \"x😀\"]}")
                        .users())
                .containsExactlyInAnyOrder("😀", "x😀");
    }
}
