package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of flag names: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. It excludes characters that would break a Redis
 * key, a hash slot, a URL or a log line.
 */
public final class FlagName {

    /** The grammar, as a regular expression. */
    public static final String GRAMMAR = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

    private static final int MAX_LENGTH = 128;

    private FlagName() {}

    /**
     * Returns whether a name is valid.
     *
     * @param name the name; null is invalid
     * @return whether a flag may have this name
     */
    public static boolean isValid(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > MAX_LENGTH || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) { // Not by the regular expression, which allocates.
            char next = name.charAt(i);
            if (!isLetterOrDigit(next) && next != '.' && next != '_' && next != ':' && next != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
