package io.featureflags.processor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/**
 * The options of the processor.
 *
 * @param weaving whether AspectJ weaves the classes, so that calls need no proxy
 * @param expiredIsError whether a flag past its kill date stops the compiler
 */
record ProcessorOptions(boolean weaving, boolean expiredIsError) {

    private static final String WEAVING = "featureflags.weaving";

    private static final String EXPIRED = "featureflags.expired";

    static final Set<String> NAMES = Set.of(WEAVING, EXPIRED);

    /** Reads the options, and warns of values that have no meaning. */
    static ProcessorOptions of(Map<String, String> options, Messager messager) {
        return new ProcessorOptions(
                isFirst(WEAVING, List.of("true", "false"), options, messager),
                isFirst(EXPIRED, List.of("error", "warning"), options, messager));
    }

    private static boolean isFirst(String name, List<String> values, Map<String, String> options, Messager messager) {
        if (!options.containsKey(name)) {
            return false;
        }
        String value = options.get(name);
        if (value == null || !values.contains(value.toLowerCase(Locale.ROOT))) {
            messager.printMessage(
                    Kind.WARNING,
                    "Option -A" + name + (value == null ? "" : "=" + value) + " has no effect: its value is "
                            + String.join(" or ", values) + ", as in -A" + name + "=" + values.get(0) + ".");
            return false;
        }
        return values.get(0).equalsIgnoreCase(value);
    }
}
