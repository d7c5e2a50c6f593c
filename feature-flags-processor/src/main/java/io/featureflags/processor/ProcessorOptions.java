package io.featureflags.processor;

import java.util.Map;
import java.util.Set;

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

    static ProcessorOptions of(Map<String, String> options) {
        return new ProcessorOptions(
                Boolean.parseBoolean(options.get(WEAVING)), "error".equalsIgnoreCase(options.get(EXPIRED)));
    }
}
