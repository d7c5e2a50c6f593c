package io.featureflags;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of flag names: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. It keeps out what would break a Redis key, a hash
 * slot, a URL or a log line.
 */
public final class FlagName {

    /** The grammar, as a regular expression. */
    public static final String GRAMMAR = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

    private static final Pattern PATTERN = Pattern.compile(GRAMMAR);

    private FlagName() {}

    /**
     * Whether a name is in the grammar.
     *
     * @param name the name; null is not
     * @return whether a flag may have this name
     */
    public static boolean isValid(@Nullable String name) {
        return name != null && PATTERN.matcher(name).matches();
    }
}
