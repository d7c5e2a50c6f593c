package io.featureflags.ofrep;

import io.featureflags.FlagName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The flags that a caller may evaluate: names, beginnings of names, or all. Flags outside are hidden. */
final class FlagPatterns {

    private final Set<String> names = new HashSet<>();

    private final List<String> beginnings = new ArrayList<>();

    /**
     * Creates the patterns.
     *
     * @param property name of the property, for the message of a mistake
     * @param patterns names, beginnings of names followed by {@code *}, or {@code *}
     * @throws InvalidOfrepSetupException if there is no pattern, or one has another form
     */
    FlagPatterns(String property, List<String> patterns) {
        if (patterns.isEmpty()) {
            throw new InvalidOfrepSetupException(
                    "OFREP is enabled, and " + property + " does not list the flags that callers may evaluate.",
                    "Set " + property
                            + " to names of flags, to beginnings such as \"web.*\", or to \"*\" for all flags.");
        }
        for (String pattern : patterns) {
            String beginning = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : null;
            if (beginning == null && FlagName.isValid(pattern)) {
                names.add(pattern);
            } else if (beginning != null && (beginning.isEmpty() || FlagName.isValid(beginning))) {
                beginnings.add(beginning);
            } else {
                throw new InvalidOfrepSetupException(
                        "'" + pattern + "' in " + property + " is neither the name of a flag nor the beginning of one.",
                        "Names match " + FlagName.GRAMMAR + "; a beginning is followed by one \"*\".");
            }
        }
    }

    /** Returns the flags that are given by their full names. */
    Set<String> names() {
        return names;
    }

    boolean haveBeginnings() {
        return !beginnings.isEmpty();
    }

    boolean match(String flag) {
        if (names.contains(flag)) {
            return true;
        }
        for (String beginning : beginnings) {
            if (flag.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
