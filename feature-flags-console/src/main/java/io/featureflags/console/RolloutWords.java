package io.featureflags.console;

import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts guarded rollouts and shadow runs into words. */
final class RolloutWords {

    private RolloutWords() {}

    /** Describes the plan of a value, without its counts. */
    static String of(RolloutPlan plan, Percentage share) {
        if (share.equals(Percentage.ALL)) {
            return "the guarded rollout is done";
        }
        return plan.runsAt(share)
                ? "a guarded rollout is at " + Phrases.percent(share) + " of " + steps(plan)
                        + (plan.paused() ? " and is paused" : "")
                : "the guarded rollout of " + steps(plan) + " does not run at " + Phrases.percent(share);
    }

    private static String steps(RolloutPlan plan) {
        return plan.steps().stream().map(Phrases::percent).collect(Collectors.joining(", "));
    }

    /**
     * Describes the counts of a running plan.
     *
     * @param rollout view of the endpoint
     * @return the words, to follow those of the plan; empty if the plan does not run
     */
    static String counts(Map<?, ?> rollout) {
        if (!rollout.containsKey("evidence")) {
            return "";
        }
        String words = ": " + number(rollout.get("newFailed")) + " users failed in "
                + number(rollout.get("newCalls")) + " calls of the new code, "
                + number(rollout.get("legacyFailed")) + " in " + number(rollout.get("legacyCalls"))
                + " of the legacy code";
        List<?> waits = rollout.get("waitsFor") instanceof List<?> list ? list : List.of();
        return waits.isEmpty()
                ? words
                : words + ". It waits for "
                        + Phrases.joined(
                                waits.stream().map(RolloutWords::waiting).toList(), "and");
    }

    static String ofShadow(Percentage share) {
        return "shadow runs of " + Phrases.percent(share) + " of the legacy calls";
    }

    /** Describes the counts of shadow runs, to follow {@link #ofShadow}; empty if there are none. */
    static String counts(ShadowCounts shadows) {
        String counts = Arrays.stream(ShadowOutcome.values())
                .filter(outcome -> shadows.count(outcome) > 0)
                .map(outcome -> number(shadows.count(outcome)) + " "
                        + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ", in this instance: " + counts;
    }

    private static String waiting(@Nullable Object wait) {
        return switch (String.valueOf(wait)) {
            case "time" -> "the time of the step";
            case "calls" -> "more calls";
            case "evidence" -> "clearer evidence";
            case "paused" -> "a person, who has paused it";
            case "redis" -> "Redis";
            default -> String.valueOf(wait);
        };
    }

    private static String number(@Nullable Object number) {
        return number instanceof Number count
                ? String.format(Locale.ENGLISH, "%,d", count.longValue())
                : String.valueOf(number);
    }

    /** Describes the differences of the plans and of the shadow runs of two values. */
    static List<String> differences(FlagValue before, FlagValue after) {
        List<String> words = new ArrayList<>();
        RolloutPlan old = before.rollout();
        RolloutPlan plan = after.rollout();
        if (!Objects.equals(old, plan)) {
            words.add(
                    plan == null
                            ? "no guarded rollout"
                            : old == null
                                    ? "a guarded rollout of " + steps(plan)
                                    : isOnlyPausedDifferently(old, plan)
                                            ? plan.paused() ? "guarded rollout paused" : "guarded rollout continued"
                                            : "another plan of the guarded rollout, of " + steps(plan));
        }
        if (!before.shadow().equals(after.shadow())) {
            words.add(ofShadow(after.shadow()) + " instead of " + Phrases.percent(before.shadow()));
        }
        return words;
    }

    private static boolean isOnlyPausedDifferently(RolloutPlan old, RolloutPlan plan) {
        return old.paused() != plan.paused()
                && old.equals(new RolloutPlan(
                        plan.steps(),
                        plan.every(),
                        plan.calls(),
                        plan.slower(),
                        plan.warmup(),
                        plan.backToPrevious(),
                        old.paused()));
    }
}
