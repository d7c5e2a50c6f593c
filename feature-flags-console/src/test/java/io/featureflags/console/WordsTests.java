package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.value.TextFlagValueParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WordsTests {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static final ValueTexts TEXTS = new ValueTexts(new TextFlagValueParser());

    private static final String RULE =
            "{\"if\": [{\"attribute\": \"country\", \"operator\": \"in\", \"values\": [\"DE\", \"AT\"]}], \"percentage\": 50}";

    private static List<String> steps(String value, boolean showsIds) {
        return StepWords.of(Objects.requireNonNull(TEXTS.meaning(value)), showsIds, NOW).stream()
                .map(step -> step.get("step") + ": " + step.get("text")
                        + (Boolean.TRUE.equals(step.get("reached")) ? "" : " (not)"))
                .toList();
    }

    private static List<String> difference(String before, String after) {
        return TEXTS.difference(before, after, true, NOW);
    }

    @Test
    void stepsAreSentencesInTheOrderOfDecision() {
        assertThat(steps(
                        "{\"percentage\": 20, \"users\": [\"a\", \"b\"], \"excluded\": [\"c\"], \"rules\": [" + RULE
                                + "], \"requires\": [\"basket\"], \"from\": \"2026-12-01T01:00:00+01:00\", \"bucketBy\": \"tenant\"}",
                        true))
                .containsExactly(
                        "window: Users can get it only from 2026-12-01T00:00:00Z, which is still to come.",
                        "requires: Only users for whom basket is on can get it.",
                        "excluded: 1 excluded user never gets it.",
                        "users: 2 named users get it.",
                        "rule 1: Half of those whose country is DE or AT get it, chosen by tenant.",
                        "percentage: 20 % of all other users get it, chosen by tenant.");
        assertThat(steps("10%", true)).containsExactly("percentage: 10 % of users get it.");
        assertThat(steps("true", true)).containsExactly("percentage: Everyone gets it.");
        assertThat(steps("{\"users\": [\"a\"]}", true))
                .containsExactly("users: 1 named user gets it.", "percentage: No other user gets it.");
    }

    @Test
    void stepsThatAreNeverReachedSaySo() {
        assertThat(steps("{\"enabled\": false, \"percentage\": 20}", true))
                .containsExactly(
                        "enabled: The flag is switched off: no user gets it.",
                        "percentage: 20 % of users get it. (not)");
        assertThat(steps("{\"percentage\": 5, \"rules\": [{\"percentage\": 10}, " + RULE + "]}", true))
                .containsExactly(
                        "rule 1: 10 % of everyone who comes here get it.",
                        "rule 2: Half of those whose country is DE or AT get it. (not)",
                        "percentage: 5 % of all other users get it. (not)");
        assertThat(steps("{\"percentage\": 5, \"rules\": [" + RULE + ", " + RULE + "]}", true))
                .element(1)
                .asString()
                .endsWith("(not)");
        assertThat(steps("{\"percentage\": 5, \"until\": \"2026-01-01T00:00:00Z\"}", true))
                .containsExactly(
                        "window: Users can get it only until 2026-01-01T00:00:00Z, which is over.",
                        "percentage: 5 % of users get it. (not)");
    }

    @Test
    void valuesAreCountsForViewers() {
        assertThat(steps("{\"percentage\": 0, \"rules\": [" + RULE + "]}", false))
                .first()
                .isEqualTo("rule 1: Half of those whose country is one of 2 values get it.");
        assertThat(TEXTS.withoutIds(
                        "{\"users\": [\"grace\"], \"percentage\": 1.5, \"x\": \"grace\", \"rules\": [" + RULE + "]}"))
                .isEqualTo(
                        "{\"users\": \"1 named user\", \"percentage\": 1.5, \"x\": \"not shown\", \"rules\": [{\"if\":"
                                + " [{\"attribute\": \"country\", \"operator\": \"in\", \"values\": \"2 values\"}], \"percentage\":"
                                + " 50}]}");
        assertThat(TEXTS.withoutIds("{\"user\": [\"grace\"]}")).isEqualTo("not shown (19 characters)");
        assertThat(TEXTS.withoutIds("grace")).isEqualTo("not shown (5 characters)");
        assertThat(TEXTS.withoutIds("10%")).isEqualTo("10%");
    }

    @Test
    void differencesAreWords() {
        assertThat(difference("10%", "{\"percentage\": 20, \"users\": [\"a\", \"b\"]}"))
                .containsExactly("20 % of users instead of 10 %", "2 named users added: a and b");
        assertThat(difference("{\"enabled\": false}", "{\"enabled\": true, \"percentage\": 10}"))
                .containsExactly("switched on", "10 % of users");
        assertThat(difference("10%", "false")).containsExactly("switched off");
        assertThat(difference("{\"percentage\": 5, \"excluded\": [\"a\"]}", "{\"enabled\": false, \"percentage\": 5}"))
                .containsExactly("switched off", "1 excluded user removed: a");
        assertThat(difference("{\"percentage\": 5}", "{\"percentage\": 5, \"rules\": [" + RULE + "]}"))
                .containsExactly("rule added: half of those whose country is DE or AT");
        assertThat(difference(
                        "{\"percentage\": 5, \"owner\": \"a\"}",
                        "{\"percentage\": 5, \"until\": \"2027-01-01T00:00:00Z\"}"))
                .containsExactly("end 2027-01-01T00:00:00Z", "no owner instead of a");
        assertThat(difference("5%", "{\"percentage\": 5}"))
                .containsExactly("written in another way, with the same effect");
        assertThat(TEXTS.difference("5%", null, true, NOW))
                .singleElement()
                .asString()
                .startsWith("no value any more");
        assertThat(TEXTS.difference(null, "5%", true, NOW))
                .containsExactly("a value instead of the default", "5 % of users get it.");
        assertThat(TEXTS.difference("x", "5%", true, NOW)).first().asString().contains("not understood");
        assertThat(TEXTS.difference("{\"users\": [\"grace\"]}", "{\"users\": [\"ada\"]}", false, NOW))
                .containsExactly("1 named user added", "1 named user removed");
    }

    @Test
    void warningsNameWhatIsProbablyNotMeant() {
        String value =
                "{\"percentage\": 5, \"users\": [\"a\"], \"excluded\": [\"a\"], \"requires\": [\"absent\"], \"x\": 1, \"rules\": ["
                        + RULE + ", " + RULE
                        + ", {\"if\": [{\"attribute\": \"a\", \"operator\": \"like\", \"values\": [\"b\"]}]}],"
                        + " \"until\": \"2026-01-01T00:00:00Z\", \"expires\": \"2026-01-01\"}";
        Map<String, ?> fields = Objects.requireNonNull(TEXTS.fields(value));
        assertThat(fields).containsKey("x");
        assertThat(ChangeWarnings.of(Objects.requireNonNull(TEXTS.meaning(value)), TEXTS.fields(value), List::of, NOW))
                .contains(
                        "Rule 2 is never reached: a rule above matches the same users.",
                        "Rule 3 matches no user.",
                        "The end is in the past: no user gets it.",
                        "The kill date is in the past.",
                        "1 user is both named and excluded: exclusion comes first.",
                        "The required flag absent is unknown: as long as it is, no user gets it.",
                        "The field 'x' has no effect here.");
    }
}
