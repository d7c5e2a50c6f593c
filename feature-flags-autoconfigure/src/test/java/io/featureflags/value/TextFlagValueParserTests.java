package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.featureflags.FlagValue;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Percentage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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

    @ParameterizedTest
    @CsvSource({"10%,10000", "0.5%,500", "12.345%,12345", "0%,0", "100%,100000", "' 10% ',10000", "12.3450%,12345"})
    void percentage(String text, int thousandths) {
        assertThat(parser.parse(text)).isEqualTo(FlagValue.of(new Percentage(thousandths)));
    }

    @Test
    void fullObject() {
        assertThat(parser.parse("""
                        { "enabled": true, "excluded": ["user_666"], "users": ["user_12345", "Zoë"], "percentage": 12.5 }
                        """))
                .isEqualTo(FlagValue.builder()
                        .excluded(Set.of("user_666"))
                        .users(Set.of("user_12345", "Zoë"))
                        .percentage(new Percentage(12_500))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|100000",
                "{\"enabled\": true}|100000",
                "{\"excluded\": [\"a\"]}|100000",
                "{\"users\": [\"a\"]}|0",
                "{\"users\": []}|0",
                "{\"rules\": []}|0",
                "{\"users\": [\"a\"], \"percentage\": 5}|5000",
                "{\"percentage\": 1e1}|10000"
            })
    void percentageIsEverybodyUnlessUsersOrRulesAreGiven(String text, int thousandths) {
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
                "{} {}|something follows the JSON object, at character 4",
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
                "{\"percentage\": 10, \"percentage\": 20}|a field stands there twice",
                "{\"a\": {\"b\": 1, \"\\u0062\": 2}}|a field stands there twice",
                "{'enabled': true}|a text in double quotes is missing",
                "{\"enabled\": true,}|a text in double quotes is missing",
                "{\"a\": tru}|a JSON value is missing",
                "{\"a\": \"\\x\"}|a text holds an unknown escape",
                "{\"a\": \"\\u12\"}|a text holds an incomplete escape",
                "{\"a\": \"|the JSON ends too early"
            })
    void whatIsNotUnderstoodIsNamed(String text, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(text))
                .withMessageStartingWith(problem);
    }

    @Test
    void controlCharacterInATextIsRefused() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"a\": \"\n\"}"))
                .withMessageStartingWith("a text holds a control character");
    }

    @Test
    void depthIsBounded() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"a\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .withMessageStartingWith("the JSON is nested deeper than 32");
    }

    @Test
    void longNumberIsRefusedWhereItMatters() {
        String digits = "1".repeat(500_000);

        assertThat(parser.parse("{\"a\": " + digits + "}")).isEqualTo(FlagValue.of(true));
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse("{\"percentage\": " + digits + "}"))
                .withMessageStartingWith("a number must have at most 40 characters");
    }

    @Test
    void millionUsersAreUnderstood() {
        String users = IntStream.range(0, 1_000_000)
                .mapToObj(user -> "\"" + user + "\"")
                .collect(Collectors.joining(",", "{\"users\": [", "]}"));

        assertThat(parser.parse(users).users()).hasSize(1_000_000).contains("999999");
    }

    @Test
    void anyTextHasAnAnswer() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\\",
                "\\u00",
                "true",
                "false",
                "null",
                "-",
                "1",
                ".5",
                "e9",
                "%",
                " ",
                "\"users\"",
                "\"percentage\"",
                "\"enabled\"",
                "\"excluded\"",
                "\ud800",
                "\u0000",
                "💥");
        for (int document = 0; document < 200_000; document++) {
            String text = random.ints(random.nextInt(1, 20), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining("", random.nextBoolean() ? "{" : "", ""));
            try {
                assertThat(parser.parse(text)).isNotNull();
            } catch (InvalidFlagValueException ex) {
                assertThat(ex).as("seed %d, text %s", seed, text).hasMessageNotContaining("\u0000");
            }
        }
    }

    @Test
    void longTextsTakeNoTime() {
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
}
