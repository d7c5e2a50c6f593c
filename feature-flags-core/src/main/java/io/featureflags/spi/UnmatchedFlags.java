package io.featureflags.spi;

import io.featureflags.FeatureFlags;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Flags without code, and code without a flag.
 *
 * @param flagsWithoutCode flags of the store or of {@code application.yml} to which neither a toggled method nor the
 *     {@code requires} of another flag refers. Calls of {@link FeatureFlags} are not covered and may still use them
 * @param codeWithoutFlag toggled methods whose flag is defined neither in the store nor in {@code application.yml},
 *     without those for which the store has not responded yet
 */
public record UnmatchedFlags(List<String> flagsWithoutCode, List<CodeReference> codeWithoutFlag) {

    /**
     * Compares flags and code.
     *
     * @param catalog the flags
     * @param references the references of code to flags
     * @return the present mismatches
     */
    public static UnmatchedFlags of(FlagCatalog catalog, FlagReferences references) {
        List<FlagFacts> flags = catalog.all();
        Set<String> inCode = references.flags();
        Set<String> required = flags.stream()
                .map(FlagFacts::meaning)
                .flatMap(meaning -> meaning == null ? List.<String>of().stream() : meaning.requires().stream())
                .collect(Collectors.toSet());
        return new UnmatchedFlags(
                flags.stream()
                        .filter(FlagFacts::isDefined)
                        .map(FlagFacts::name)
                        .filter(name -> !inCode.contains(name) && !required.contains(name))
                        .toList(),
                flags.stream()
                        .filter(flag -> !flag.isDefined() && flag.current())
                        .flatMap(flag -> references.of(flag.name()).stream())
                        .toList());
    }
}
