package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.decision.FlagValue;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.value.TextFlagValueParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RolloutWordsTests {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static final ValueTexts TEXTS = new ValueTexts(new TextFlagValueParser());

    private static FlagValue meaning(String value) {
        return Objects.requireNonNull(TEXTS.meaning(value));
    }

    private static String value(int percentage, String plan) {
        return "{\"percentage\": " + percentage + ", \"rollout\": {\"steps\": [1, 5, 100]" + plan + "}}";
    }

    private static List<String> steps(String value) {
        return StepWords.of(meaning(value), true, NOW).stream()
                .map(step -> String.valueOf(step.get("text")))
                .toList();
    }

    @Test
    void planIsTheLastStep() {
        assertThat(steps(value(5, "")))
                .containsExactly("5 % of users get it.", "A guarded rollout is at 5 % of 1 %, 5 %, 100 %.");
        assertThat(steps(value(1, ", \"paused\": true")))
                .last()
                .isEqualTo("A guarded rollout is at 1 % of 1 %, 5 %, 100 % and is paused.");
        assertThat(steps(value(0, ""))).last().isEqualTo("The guarded rollout of 1 %, 5 %, 100 % does not run at 0 %.");
        assertThat(steps(value(100, ""))).last().isEqualTo("The guarded rollout is done.");
    }

    @Test
    void countsFollowThePlan() {
        List<Map<String, Object>> steps = StepWords.of(meaning(value(5, "")), true, NOW);
        StepWords.addCounts(
                steps,
                Map.of(
                        "newFailed", 8L,
                        "newCalls", 1412L,
                        "legacyFailed", 24L,
                        "legacyCalls", 27_830L,
                        "evidence", 9.5,
                        "waitsFor", List.of("time", "redis")));
        assertThat(steps.get(1))
                .containsEntry(
                        "text",
                        "A guarded rollout is at 5 % of 1 %, 5 %, 100 %: 8 users failed in 1,412 calls of the new code,"
                                + " 24 in 27,830 of the legacy code. It waits for the time of the step and Redis.");
    }

    @Test
    void planThatDoesNotRunHasNoCounts() {
        List<Map<String, Object>> steps = StepWords.of(meaning(value(0, "")), true, NOW);
        StepWords.addCounts(steps, Map.of("newFailed", 0L, "waitsFor", List.of()));
        assertThat(steps.get(1)).containsEntry("text", "The guarded rollout of 1 %, 5 %, 100 % does not run at 0 %.");
    }

    @Test
    void differencesOfPlans() {
        assertThat(difference("{\"percentage\": 1}", value(1, "")))
                .containsExactly("a guarded rollout of 1 %, 5 %, 100 %");
        assertThat(difference(value(1, ""), "{\"percentage\": 1}")).containsExactly("no guarded rollout");
        assertThat(difference(value(5, ""), value(1, ", \"paused\": true")))
                .containsExactly("1 % of users instead of 5 %", "guarded rollout paused");
        assertThat(difference(value(1, ", \"paused\": true"), value(1, "")))
                .containsExactly("guarded rollout continued");
        assertThat(difference(value(1, ""), value(1, ", \"every\": \"1h\"")))
                .containsExactly("another plan of the guarded rollout, of 1 %, 5 %, 100 %");
    }

    @Test
    void differencesOfShadowRuns() {
        assertThat(difference("{\"percentage\": 1}", "{\"percentage\": 1, \"shadow\": 10}"))
                .containsExactly("shadow runs of 10 % of the legacy calls instead of 0 %");
    }

    @Test
    void countsOfShadowRunsFollowTheirShare() {
        List<Map<String, Object>> steps = StepWords.of(meaning("{\"enabled\": false, \"shadow\": 10}"), true, NOW);
        StepWords.addCounts(
                steps, new ShadowCounts(Map.of(ShadowOutcome.SAME, 1200L, ShadowOutcome.NEW_FAILED, 3L), 1203, 0, 0));
        assertThat(steps)
                .last()
                .extracting(step -> step.get("text"))
                .isEqualTo("Shadow runs of 10 % of the legacy calls, in this instance: 1,200 same, 3 new failed.");
    }

    private static List<String> difference(String before, String after) {
        return TEXTS.difference(before, after, true, NOW);
    }

    @Test
    void viewersSeeThePlanWithoutUnknownFields() {
        assertThat(TEXTS.withoutIds(value(1, ", \"every\": \"1h\", \"note\": \"for user_1\"")))
                .contains("\"every\": \"1h\"", "\"steps\": [1, 5, 100]")
                .doesNotContain("user_1");
    }
}
