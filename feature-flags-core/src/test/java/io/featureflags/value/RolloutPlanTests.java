package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The field {@code rollout} of a value. */
class RolloutPlanTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    private FlagValue value(int percentage, String plan) {
        return parser.parse("{\"percentage\": " + percentage + ", \"rollout\": " + plan + "}");
    }

    private RolloutPlan plan(String plan) {
        return Objects.requireNonNull(value(1, plan).rollout());
    }

    private static List<Percentage> percentages(String... percents) {
        return Stream.of(percents)
                .map(percent -> Percentage.of(new BigDecimal(percent)))
                .toList();
    }

    @Test
    void defaults() {
        assertThat(plan("{\"steps\": [1, 5, 25, 50, 100]}"))
                .isEqualTo(new RolloutPlan(
                        percentages("1", "5", "25", "50", "100"), Duration.ofMinutes(10), 300, 1.5, 200, false, false));
    }

    @Test
    void everyField() {
        assertThat(plan("{\"steps\": [0.5, 2.125], \"every\": \"2h\", \"calls\": 1, \"slower\": 2, \"warmup\": 0,"
                        + " \"back\": \"previous\", \"paused\": true, \"note\": \"of a later version\"}"))
                .isEqualTo(new RolloutPlan(percentages("0.5", "2.125"), Duration.ofHours(2), 1, 2.0, 0, true, true));
        assertThat(plan("{\"steps\": [1], \"slower\": false}").slower()).isNull();
        assertThat(plan("{\"steps\": [1], \"back\": \"off\"}").backToPrevious()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10s, 10", "90s, 90", "1m, 60", "3h, 10800", "2d, 172800", "365d, 31536000"})
    void durations(String text, long seconds) {
        assertThat(plan("{\"steps\": [1], \"every\": \"" + text + "\"}").every())
                .hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "0m", "-1m", "1.5h", "10", "10 m", "10M", "PT10M", "366d", "999999999d", ""})
    void wrongDurations(String text) {
        assertProblem(
                "{\"steps\": [1], \"every\": \"" + text + "\"}",
                "field 'every' of 'rollout' must be a whole number and s, m, h or d, such as 10m, from 10s to 365d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"steps\": []}",
                "{\"steps\": [0, 5]}",
                "{\"steps\": [5, 5]}",
                "{\"steps\": [5, 1]}",
                "{\"steps\": [\"1\"]}",
                "{\"steps\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}"
            })
    void wrongSteps(String plan) {
        assertProblem(
                plan,
                "field 'steps' of 'rollout' must be a list of 1 to 20 rising percentages above 0, such as [1, 5, 25, 100]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'steps': [101]} | a percentage must be from 0 to 100",
                "{'steps': [0.0001]} | a percentage must have at most three decimals",
                "{'steps': 5} | field 'steps' of 'rollout' must be a list of texts, numbers, true and false",
                "{'steps': [1], 'every': 10} | field 'every' of 'rollout' must be a whole number and s, m, h or d, such as 10m, from 10s to 365d",
                "{'steps': [1], 'calls': 0} | field 'calls' of 'rollout' must be a whole number from 1 to 1000000000",
                "{'steps': [1], 'calls': 1.5} | field 'calls' of 'rollout' must be a whole number from 1 to 1000000000",
                "{'steps': [1], 'warmup': -1} | field 'warmup' of 'rollout' must be a whole number from 0 to 1000000000",
                "{'steps': [1], 'slower': 0.9} | field 'slower' of 'rollout' must be a number from 1 to 100, or false",
                "{'steps': [1], 'slower': 101} | field 'slower' of 'rollout' must be a number from 1 to 100, or false",
                "{'steps': [1], 'slower': true} | field 'slower' of 'rollout' must be a number from 1 to 100, or false",
                "{'steps': [1], 'slower': '2'} | field 'slower' of 'rollout' must be a number from 1 to 100, or false",
                "{'steps': [1], 'back': 'half'} | field 'back' of 'rollout' must be \"off\" or \"previous\"",
                "{'steps': [1], 'back': false} | field 'back' of 'rollout' must be \"off\" or \"previous\"",
                "{'steps': [1], 'paused': 1} | field 'paused' of 'rollout' must be true or false",
                "{'stages': [1]} | field 'stages' of 'rollout' is unknown (did you mean 'steps'?)",
                "{'steps': [1], 'Every': '10m'} | field 'Every' of 'rollout' is unknown (did you mean 'every'?)",
                "{'steps': [1], 'pause': true} | field 'pause' of 'rollout' is unknown (did you mean 'paused'?)",
                "null | field 'rollout' must be an object with 'steps'",
                "true | field 'rollout' must be an object with 'steps'",
                "[1, 5] | field 'rollout' must be an object with 'steps'",
                "10 | field 'rollout' must not be a number (did you mean 'percentage'?)"
            })
    void wrongFields(String plan, String problem) {
        assertProblem(plan.replace('\'', '"'), problem);
    }

    private void assertProblem(String plan, String problem) {
        assertThatThrownBy(() -> value(1, plan))
                .isInstanceOf(InvalidFlagValueException.class)
                .hasMessage(problem);
    }

    @Test
    void planAloneDoesNotStateWhoGetsTheFlag() {
        assertThatThrownBy(() -> parser.parse("{\"rollout\": {\"steps\": [1]}}"))
                .hasMessageStartingWith("an object must state who gets the flag");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "5, true", "100, false"})
    void runsWhileThePercentageIsAStepBelow100(int percentage, boolean runs) {
        FlagValue value = value(percentage, "{\"steps\": [1, 5, 100]}");
        assertThat(value.runningPlan() != null).isEqualTo(runs);
    }

    @Test
    void shareOfShadowRuns() {
        assertThat(parser.parse("{\"enabled\": true, \"shadow\": 0.5}").shadow())
                .hasToString("0.5%");
        assertThat(parser.parse("10%").shadow()).isEqualTo(Percentage.NONE);
        assertThatThrownBy(() -> parser.parse("{\"enabled\": true, \"shadow\": 101}"))
                .hasMessage("a percentage must be from 0 to 100");
        assertThatThrownBy(() -> parser.parse("{\"enabled\": true, \"shadow\": true}"))
                .hasMessage("field 'shadow' must be a number");
    }
}
