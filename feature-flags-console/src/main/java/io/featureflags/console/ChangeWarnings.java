package io.featureflags.console;

import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Rule;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.text.LogText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is valid in a value and probably not meant. */
final class ChangeWarnings {

    private ChangeWarnings() {}

    static List<String> of(
            FlagValue value, @Nullable Map<String, @Nullable Object> fields, FlagCatalog catalog, Instant now) {
        List<String> warnings = new ArrayList<>();
        value.warnings().forEach(warning -> warnings.add(Phrases.sentence(warning)));
        ofRules(value.rules(), warnings);
        Instant until = value.window().until();
        if (until != null && !now.isBefore(until)) {
            warnings.add("The end is in the past: no user gets it.");
        } else if (value.window().from() != null && !now.isBefore(value.window().from())) {
            warnings.add("The start is in the past: the flag is open at once.");
        }
        if (value.expires() != null && value.expires().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            warnings.add("The kill date is in the past.");
        }
        int both =
                (int) value.users().stream().filter(value.excluded()::contains).count();
        if (both > 0) {
            warnings.add(Phrases.count(both, "user") + (both == 1 ? " is" : " are")
                    + " both named and excluded: exclusion comes first.");
        }
        value.requires().stream()
                .filter(required -> catalog.find(required) == null)
                .forEach(required -> warnings.add("The required flag " + LogText.of(required)
                        + " is unknown: as long as it is, no user gets it."));
        if (fields != null) {
            fields.keySet().stream()
                    .filter(field -> !HiddenFields.isKnown(field))
                    .forEach(field -> warnings.add("The field '" + LogText.of(field) + "' has no effect here."));
        }
        return warnings;
    }

    private static void ofRules(List<Rule> rules, List<String> warnings) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (RuleWords.matchesNobody(rule)) {
                warnings.add("Rule " + (i + 1) + " matches no user.");
            } else if (RuleWords.isHidden(rule, rules.subList(0, i))) {
                warnings.add("Rule " + (i + 1) + " is never reached: a rule above matches the same users.");
            } else if (rule.conditions().isEmpty() && i + 1 < rules.size()) {
                warnings.add("Rule " + (i + 1) + " matches everyone, and hides the rules below.");
            }
        }
    }
}
