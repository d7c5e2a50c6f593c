package io.featureflags.test;

import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The combinations of some flags that a test is run with. */
final class Combinations {

    /** A test that takes longer than this many runs is rarely intended. */
    private static final int MAX = 16;

    private Combinations() {}

    /**
     * Returns the combinations.
     *
     * @param variations names the flags
     * @param element the annotated element, for messages
     * @return whether each flag is on, by name and in the order of the annotation
     * @throws ExtensionConfigurationException if there is no flag, one twice, or more than 16 combinations
     */
    static Stream<Map<String, Boolean>> of(FeatureVariations variations, AnnotatedElement element) {
        List<String> flags = List.of(variations.value());
        Set<String> distinct = new LinkedHashSet<>(flags);
        if (flags.isEmpty() || distinct.size() < flags.size()) {
            throw new ExtensionConfigurationException("@FeatureVariations on " + element
                    + " must name at least one feature flag, and none of them twice, but names " + flags + ".");
        }
        int size = flags.size();
        long runs = count(variations.mode(), size);
        if (runs > MAX) {
            throw new ExtensionConfigurationException("@FeatureVariations on " + element + " would make " + runs
                    + " runs of " + size + " feature flags, of " + MAX + " at most. Name fewer flags, or set mode ="
                    + " ALL_ON_ALL_OFF (2 runs)"
                    + (size < MAX ? " or ONE_AT_A_TIME (" + (size + 1) + " runs)." : "."));
        }
        return switch (variations.mode()) {
            case ALL ->
                IntStream.range(0, 1 << size)
                        .mapToObj(run -> combination(flags, flag -> (run >> (size - 1 - flag) & 1) == 0));
            case ALL_ON_ALL_OFF -> Stream.of(combination(flags, flag -> true), combination(flags, flag -> false));
            case ONE_AT_A_TIME -> IntStream.range(-1, size).mapToObj(on -> combination(flags, flag -> flag == on));
        };
    }

    private static long count(FeatureVariations.Mode mode, int flags) {
        return switch (mode) {
            case ALL -> flags < Integer.SIZE ? 1L << flags : Long.MAX_VALUE;
            case ALL_ON_ALL_OFF -> 2;
            case ONE_AT_A_TIME -> flags + 1L;
        };
    }

    private static Map<String, Boolean> combination(List<String> flags, IntPredicate isOn) {
        Map<String, Boolean> combination = new LinkedHashMap<>();
        IntStream.range(0, flags.size()).forEach(flag -> combination.put(flags.get(flag), isOn.test(flag)));
        return combination;
    }
}
