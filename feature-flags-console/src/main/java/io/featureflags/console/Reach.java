package io.featureflags.console;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.decision.Condition;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Rule;
import io.featureflags.decision.Window;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many users get a flag, by the meaning of its value. */
enum Reach {

    /** No user. */
    NOBODY,

    /** Some users, or others at another time. */
    SOME,

    /** All users but excluded ones and those whom a rule limits. */
    EVERYBODY;

    /** Returns the widest reach that a value can have from now on, when its window is open and required flags are on. */
    static Reach widest(FlagValue value, Instant now) {
        Window window = value.window();
        boolean isOver = window.until() != null && !now.isBefore(window.until());
        if (!value.enabled() || window.isNeverOpen() || isOver) {
            return NOBODY;
        }
        Percentage rest = value.percentage();
        boolean some = false;
        for (Rule rule : value.rules()) {
            if (rule.conditions().stream().allMatch(Reach::matchesAll)) {
                rest = rule.percentage();
                break;
            }
            some |= !rule.percentage().equals(Percentage.NONE) && !RuleWords.matchesNobody(rule);
        }
        if (rest.equals(Percentage.ALL) || coverAll(value.rules())) {
            return EVERYBODY;
        }
        some |= !rest.equals(Percentage.NONE)
                || value.users().stream().anyMatch(user -> !value.excluded().contains(user));
        return some ? SOME : NOBODY;
    }

    /** Returns whether rules give the flag both to all users with an attribute and to all without it. */
    private static boolean coverAll(List<Rule> rules) {
        Set<String> covered = attributes(rules, true);
        covered.retainAll(attributes(rules, false));
        return !covered.isEmpty();
    }

    private static Set<String> attributes(List<Rule> rules, boolean present) {
        return rules.stream()
                .filter(rule -> rule.percentage().equals(Percentage.ALL)
                        && rule.conditions().size() == 1)
                .map(rule -> rule.conditions().get(0))
                .filter(condition -> condition.operator().equals("exists")
                        && condition.values().contains(present))
                .map(Condition::attribute)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Texts contain the empty text, so that a user only needs the attribute. */
    private static boolean matchesAll(Condition condition) {
        return switch (condition.operator()) {
            case "exists" -> condition.values().containsAll(List.of(true, false));
            case "startsWith", "endsWith", "contains" -> condition.values().contains("");
            default -> false;
        };
    }

    /** Returns whether a value that gives the flag to all users is without a limit that another one has. */
    static boolean isWider(FlagValue value, FlagValue other) {
        boolean isLimited =
                other.rules().stream().anyMatch(rule -> !rule.percentage().equals(Percentage.ALL));
        return (isLimited && !value.rules().equals(other.rules()))
                || (value.excluded().isEmpty() && !other.excluded().isEmpty());
    }

    /** Returns the reach that a value has now. */
    static Reach now(FlagValue value, FlagCatalog catalog, Instant now) {
        if (value.window().from() != null && now.isBefore(value.window().from())) {
            return NOBODY;
        }
        Reach reach = widest(value, now);
        for (String required : value.requires()) {
            FlagFacts facts = catalog.find(required);
            Boolean answer = facts == null ? Boolean.FALSE : facts.forEverybody();
            Reach other = answer == null ? SOME : answer ? EVERYBODY : NOBODY;
            reach = other.compareTo(reach) < 0 ? other : reach;
        }
        return reach;
    }

    /** Returns the reach of a flag without a value. */
    static Reach ofDefault(String flag, FeatureFlags flags) {
        return flags.flag(flag).withValue(null).isEnabled(EvaluationContext.anonymous()) ? EVERYBODY : NOBODY;
    }

    /** Returns whether two values decide in the same way. */
    static boolean isSameDecision(@Nullable FlagValue one, @Nullable FlagValue other) {
        return one != null && other != null && decision(one).equals(decision(other));
    }

    private static FlagValue decision(FlagValue value) {
        return new FlagValue(
                value.enabled(),
                value.excluded(),
                value.users(),
                value.rules(),
                value.percentage(),
                value.bucketBy(),
                value.salt(),
                value.window(),
                value.requires(),
                value.variants(),
                null,
                Percentage.NONE,
                null,
                null,
                null);
    }
}
