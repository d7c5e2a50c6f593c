package io.featureflags.actuate;

import io.featureflags.decision.Condition;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Rule;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts into words who gets a flag by its value, such as "on for 20 % and 3 named users". Switch, window and required flags
 * are left to {@link StateInWords}.
 */
final class ValueInWords {

    private final FlagValue value;

    /** Percentage of the users whom no other part of the value mentions. */
    private final Percentage base;

    /** Number of rules that give the flag to more users than the percentage does. */
    private final int wideningRules;

    /** Number of rules that give the flag to fewer users than the percentage does. */
    private final int limitingRules;

    ValueInWords(FlagValue value) {
        this.value = value;
        List<Rule> reachable = new ArrayList<>();
        Percentage rest = value.percentage();
        for (Rule rule : value.rules()) {
            if (rule.conditions().isEmpty()) {
                rest = rule.percentage(); // It matches all users: nothing behind it is reached.
                break;
            }
            if (rule.conditions().stream().allMatch(Condition::isUnderstood)) {
                reachable.add(rule);
            }
        }
        int share = rest.thousandths();
        this.base = rest;
        this.wideningRules = (int) reachable.stream()
                .filter(rule -> rule.percentage().thousandths() > share)
                .count();
        this.limitingRules = (int) reachable.stream()
                .filter(rule -> rule.percentage().thousandths() < share)
                .count();
    }

    /** Returns whether no user gets the flag. */
    boolean isOff() {
        return base.equals(Percentage.NONE) && wideningRules == 0 && namedUsers() == 0;
    }

    private int namedUsers() {
        return (int) value.users().stream()
                .filter(user -> !value.excluded().contains(user))
                .count();
    }

    /**
     * Describes the users.
     *
     * @param end end of the window, such as " until 2027-01-01T00:00:00Z"; empty for none
     * @return text that begins with "on", or "off"
     */
    String describe(String end) {
        if (isOff()) {
            return "off";
        }
        List<String> groups = new ArrayList<>();
        boolean forAll = base.equals(Percentage.ALL);
        if (!forAll && !base.equals(Percentage.NONE)) {
            groups.add(base.percent().toPlainString() + " %"
                    + (value.bucketBy() == null ? "" : " by " + LogText.of(value.bucketBy())));
        }
        if (!forAll && namedUsers() > 0) {
            groups.add(count(namedUsers(), "named user"));
        }
        if (wideningRules > 0) {
            groups.add("users of " + count(wideningRules, "rule"));
        }
        StringBuilder words = new StringBuilder("on");
        if (!groups.isEmpty()) {
            words.append(" for ").append(joined(groups));
        }
        words.append(end);
        boolean namesAllUsers = base.equals(Percentage.NONE) && wideningRules == 0;
        if (!namesAllUsers && !value.excluded().isEmpty()) {
            words.append(", except ").append(count(value.excluded().size(), "excluded user"));
        }
        if (limitingRules > 0) {
            words.append(", limited by ").append(count(limitingRules, "rule"));
        }
        if (!value.variants().list().isEmpty()) {
            words.append(", with ").append(count(value.variants().list().size(), "variant"));
        }
        return words.toString();
    }

    private static String joined(List<String> groups) {
        int last = groups.size() - 1;
        return last == 0 ? groups.get(0) : String.join(", ", groups.subList(0, last)) + " and " + groups.get(last);
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, "%,d ", number) + noun + (number == 1 ? "" : "s");
    }
}
