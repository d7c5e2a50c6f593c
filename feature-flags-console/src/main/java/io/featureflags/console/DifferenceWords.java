package io.featureflags.console;

import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Rule;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts the difference of two values into words, such as "20 % of users instead of 10 %". */
final class DifferenceWords {

    private static final int MAX_NAMED = 5;

    private final boolean showsIds;

    private final RuleWords rules;

    private final List<String> words = new ArrayList<>();

    private DifferenceWords(boolean showsIds) {
        this.showsIds = showsIds;
        this.rules = new RuleWords(showsIds);
    }

    /**
     * Describes a difference.
     *
     * @param showsIds whether ids of users and the values of conditions are shown
     */
    static List<String> between(FlagValue before, FlagValue after, boolean showsIds) {
        DifferenceWords difference = new DifferenceWords(showsIds);
        difference.compare(before, after);
        return difference.words;
    }

    private void compare(FlagValue before, FlagValue after) {
        if (before.enabled() != after.enabled()) {
            words.add(after.enabled() ? "switched on" : "switched off");
        }
        boolean isSwitchedOff = before.enabled() && !after.enabled();
        if (!isSwitchedOff && !before.percentage().equals(after.percentage())) {
            String instead = before.enabled() ? " instead of " + Phrases.percent(before.percentage()) : "";
            words.add(users(after.percentage()) + instead);
        }
        listed("named user", before.users(), after.users());
        listed("excluded user", before.excluded(), after.excluded());
        ruled(before.rules(), after.rules());
        moved("start", before.window().from(), after.window().from());
        moved("end", before.window().until(), after.window().until());
        required(before.requires(), after.requires());
        moved("attribute that chooses the users", before.bucketBy(), after.bucketBy());
        if (!Objects.equals(before.salt(), after.salt())) {
            words.add("another salt, which chooses other users");
        }
        words.addAll(VariantWords.differences(before.variants(), after.variants()));
        words.addAll(RolloutWords.differences(before, after));
        moved("description", before.description(), after.description());
        moved("owner", before.owner(), after.owner());
        moved("kill date", before.expires(), after.expires());
    }

    private static String users(Percentage percentage) {
        return Phrases.percent(percentage) + " of users";
    }

    private void listed(String noun, Set<String> before, Set<String> after) {
        changed(noun, " added", without(after, before));
        changed(noun, " removed", without(before, after));
    }

    private void changed(String noun, String verb, Set<String> ids) {
        if (!ids.isEmpty()) {
            String named = showsIds && ids.size() <= MAX_NAMED ? ": " + Phrases.joined(ids, "and") : "";
            words.add(Phrases.count(ids.size(), noun) + verb + named);
        }
    }

    private static Set<String> without(Set<String> ids, Set<String> others) {
        Set<String> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return rest;
    }

    private void ruled(List<Rule> before, List<Rule> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.size() == after.size() && new HashSet<>(before).equals(new HashSet<>(after))) {
            words.add("rules in another order");
            return;
        }
        if (before.size() == after.size()) {
            for (int i = 0; i < after.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    String old = rules.of(before.get(i));
                    String now = rules.of(after.get(i));
                    words.add(
                            "rule " + (i + 1) + ": " + (old.equals(now) ? "other values" : now + " instead of " + old));
                }
            }
            return;
        }
        after.stream()
                .filter(rule -> !before.contains(rule))
                .forEach(rule -> words.add("rule added: " + rules.of(rule)));
        before.stream()
                .filter(rule -> !after.contains(rule))
                .forEach(rule -> words.add("rule removed: " + rules.of(rule)));
    }

    private void required(List<String> before, List<String> after) {
        Set<String> added = without(new HashSet<>(after), new HashSet<>(before));
        Set<String> removed = without(new HashSet<>(before), new HashSet<>(after));
        if (!added.isEmpty()) {
            words.add("requires " + Phrases.joined(added, "and"));
        }
        if (!removed.isEmpty()) {
            words.add("no longer requires " + Phrases.joined(removed, "and"));
        }
    }

    private void moved(String what, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return;
        }
        String now = after == null ? "no " + what : what + " " + LogText.of(after.toString());
        words.add(now + (before == null ? "" : " instead of " + LogText.of(before.toString())));
    }
}
