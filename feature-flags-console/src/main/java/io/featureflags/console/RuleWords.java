package io.featureflags.console;

import io.featureflags.decision.Condition;
import io.featureflags.decision.Rule;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts rules into words, such as "half of those whose country is DE or AT". The percentage of a rule is a share of the users
 * that match, never of all users.
 *
 * @param showsIds whether values are shown; their number otherwise
 */
record RuleWords(boolean showsIds) {

    private static final Map<String, String> VERBS = new TreeMap<>(Map.ofEntries(
            Map.entry("in", "is"),
            Map.entry("equals", "is"),
            Map.entry("notIn", "is not"),
            Map.entry("startsWith", "starts with"),
            Map.entry("endsWith", "ends with"),
            Map.entry("contains", "contains"),
            Map.entry("greaterThan", "is greater than"),
            Map.entry("lessThan", "is less than"),
            Map.entry("before", "is before"),
            Map.entry("after", "is after"),
            Map.entry("semverGreaterThan", "is a version above"),
            Map.entry("semverLessThan", "is a version below")));

    /** Beginning of the words of a rule that matches no user. */
    static final String NO_USER = "no user";

    /** Describes who gets a flag by a rule. */
    String of(Rule rule) {
        if (matchesNobody(rule)) {
            return NO_USER + ", since none can match " + group(rule);
        }
        return Phrases.share(rule.percentage()) + " " + group(rule);
    }

    /** Describes the users that match. */
    String group(Rule rule) {
        if (rule.conditions().isEmpty()) {
            return "everyone who comes here";
        }
        List<String> parts = new ArrayList<>();
        rule.conditions().forEach(condition -> parts.add(of(condition)));
        return "those " + String.join(" and ", parts);
    }

    private String of(Condition condition) {
        String attribute = LogText.of(condition.attribute());
        String operator = condition.operator();
        if (!condition.isUnderstood()) {
            return "whose " + attribute + " matches the unknown operator " + LogText.of(operator);
        }
        if (operator.equals("exists")) {
            boolean present = condition.values().contains(true);
            boolean absent = condition.values().contains(false);
            return present && absent ? "with or without " + attribute : (absent ? "without " : "with ") + attribute;
        }
        String verb = VERBS.getOrDefault(operator, operator);
        int number = condition.values().size();
        if (!showsIds) {
            return "whose " + attribute + " " + verb + (number == 1 ? " " : " one of ")
                    + Phrases.count(number, "value");
        }
        return "whose " + attribute + " " + verb + " "
                + Phrases.joined(condition.values(), operator.equals("notIn") ? "nor" : "or");
    }

    /** Returns whether no user can match: an unknown operator, or a condition without values. */
    static boolean matchesNobody(Rule rule) {
        return rule.conditions().stream()
                .anyMatch(condition -> !condition.isUnderstood()
                        || (condition.values().isEmpty()
                                && !condition.operator().equals("notIn")));
    }

    /** Returns whether each user that matches a rule has matched an earlier one. */
    static boolean isHidden(Rule rule, List<Rule> earlier) {
        return earlier.stream()
                .anyMatch(before -> !matchesNobody(before) && rule.conditions().containsAll(before.conditions()));
    }
}
