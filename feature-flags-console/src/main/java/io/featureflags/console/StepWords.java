package io.featureflags.console;

import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Window;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.text.LogText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the order of decision of a value into words: one sentence for each step that the value has, and whether a user can
 * reach it.
 */
final class StepWords {

    private static final String ROLLOUT = "rollout";

    private static final String SHADOW = "shadow";

    private final FlagValue value;

    private final Instant now;

    private final RuleWords rules;

    private final List<Map<String, Object>> steps = new ArrayList<>();

    private boolean reached = true;

    private StepWords(FlagValue value, boolean showsIds, Instant now) {
        this.value = value;
        this.rules = new RuleWords(showsIds);
        this.now = now;
    }

    /**
     * Describes the steps.
     *
     * @param value the value
     * @param showsIds whether the values of conditions are shown
     * @param now the time
     * @return {@code step}, {@code text} and {@code reached} of each step
     */
    static List<Map<String, Object>> of(FlagValue value, boolean showsIds, Instant now) {
        return new StepWords(value, showsIds, now).steps();
    }

    /** Adds the counts of a guarded rollout to its step. */
    static void addCounts(List<Map<String, Object>> steps, Map<?, ?> rollout) {
        append(steps, ROLLOUT, RolloutWords.counts(rollout));
    }

    /** Adds the counts of shadow runs to their step. */
    static void addCounts(List<Map<String, Object>> steps, ShadowCounts shadows) {
        append(steps, SHADOW, RolloutWords.counts(shadows));
    }

    private static void append(List<Map<String, Object>> steps, String name, String words) {
        steps.stream()
                .filter(step -> name.equals(step.get("step")) && !words.isEmpty())
                .forEach(step -> step.computeIfPresent("text", (key, text) -> {
                    String sentence = (String) text;
                    return sentence.substring(0, sentence.length() - 1) + words + ".";
                }));
    }

    private List<Map<String, Object>> steps() {
        if (!value.enabled()) {
            add("enabled", "the flag is switched off: no user gets it");
            reached = false;
        }
        if (!value.window().isAlways()) {
            add("window", window(value.window()));
            Instant until = value.window().until();
            reached &= !value.window().isNeverOpen() && (until == null || now.isBefore(until));
        }
        if (!value.requires().isEmpty()) {
            add(
                    "requires",
                    "only users for whom " + Phrases.joined(value.requires(), "and")
                            + (value.requires().size() == 1 ? " is on" : " are on") + " can get it");
        }
        if (!value.excluded().isEmpty()) {
            add(
                    "excluded",
                    Phrases.count(value.excluded().size(), "excluded user")
                            + (value.excluded().size() == 1 ? " never gets it" : " never get it"));
        }
        if (!value.users().isEmpty()) {
            add("users", users());
        }
        addRules();
        add("percentage", percentage());
        if (!value.variants().list().isEmpty()) {
            add("variant", VariantWords.of(value.variants()));
        }
        if (value.rollout() != null) {
            add(ROLLOUT, RolloutWords.of(value.rollout(), value.percentage()));
        }
        if (!value.shadow().equals(Percentage.NONE)) {
            add(SHADOW, RolloutWords.ofShadow(value.shadow()));
        }
        return steps;
    }

    private String users() {
        int excluded =
                (int) value.users().stream().filter(value.excluded()::contains).count();
        int named = value.users().size();
        return Phrases.count(named, "named user")
                + (named == 1 ? " gets it" : " get it")
                + (excluded == 0
                        ? ""
                        : ", but " + excluded + " of them " + (excluded == 1 ? "is" : "are") + " excluded");
    }

    private void addRules() {
        for (int i = 0; i < value.rules().size(); i++) {
            boolean before = reached;
            reached &= !RuleWords.isHidden(value.rules().get(i), value.rules().subList(0, i));
            String words = rules.of(value.rules().get(i));
            add(
                    "rule " + (i + 1),
                    words.startsWith(RuleWords.NO_USER)
                            ? words
                            : words + " get it" + by(value.rules().get(i).percentage()));
            reached = before && !value.rules().get(i).conditions().isEmpty();
        }
    }

    private String percentage() {
        boolean others = !value.excluded().isEmpty()
                || !value.users().isEmpty()
                || !value.rules().isEmpty();
        Percentage share = value.percentage();
        if (share.equals(Percentage.ALL)) {
            return others ? "everyone else gets it" : "everyone gets it";
        }
        if (share.equals(Percentage.NONE)) {
            return others ? "no other user gets it" : "no user gets it";
        }
        return Phrases.percent(share) + (others ? " of all other users" : " of users") + " get it" + by(share);
    }

    private String by(Percentage share) {
        boolean isPartial = !share.equals(Percentage.ALL) && !share.equals(Percentage.NONE);
        return isPartial && value.bucketBy() != null ? ", chosen by " + LogText.of(value.bucketBy()) : "";
    }

    private String window(Window window) {
        if (window.isNeverOpen()) {
            return "no user gets it, since the end is not after the start";
        }
        String from = window.from() == null ? "" : "from " + window.from();
        String until = window.until() == null ? "" : "until " + window.until();
        String state = window.from() != null && now.isBefore(window.from())
                ? ", which is still to come"
                : window.until() != null && !now.isBefore(window.until()) ? ", which is over" : "";
        return "users can get it only " + from + (from.isEmpty() || until.isEmpty() ? "" : " ") + until + state;
    }

    private void add(String step, String words) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("step", step);
        view.put("text", Phrases.sentence(words));
        view.put("reached", reached);
        steps.add(view);
    }
}
