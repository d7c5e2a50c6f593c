package io.featureflags.cache;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects names that do not describe what a flag switches: {@code flag1}, {@code test}, {@code new_feature}. */
final class VagueNames {

    private static final Set<String> WORDS = Set.of(
            "abc",
            "an",
            "bar",
            "baz",
            "demo",
            "example",
            "experiment",
            "feat",
            "feature",
            "features",
            "flag",
            "flags",
            "foo",
            "my",
            "new",
            "old",
            "sample",
            "some",
            "switch",
            "temp",
            "test",
            "tests",
            "testing",
            "the",
            "thing",
            "tmp",
            "todo",
            "toggle",
            "toggles",
            "version");

    /** Separators and digits, and the position between a small letter and a capital. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[._:\\-0-9]+|(?<=[a-z])(?=[A-Z])");

    private VagueNames() {}

    static boolean isVague(String name) {
        for (String word : BETWEEN_WORDS.split(name, -1)) {
            if (word.length() > 1 && !WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }
}
