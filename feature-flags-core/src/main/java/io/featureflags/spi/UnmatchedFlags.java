package io.featureflags.spi;

import io.featureflags.FeatureFlags;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Flags and code that have lost each other.
 *
 * @param flagsWithoutCode flags of the store or of {@code application.yml} that neither a toggled method nor another
 *     flag's {@code requires} refers to; code that asks {@link FeatureFlags} is not known, so that it may still need
 * them
 * @param codeWithoutFlag toggled methods whose flag is defined neither in the store nor in {@code application.yml};
 *     none of those where the store has not answered yet
 */
public record UnmatchedFlags(List<String> flagsWithoutCode, List<CodeReference> codeWithoutFlag) {

    /**
     * Finds them.
     *
     * @param catalog the flags
     * @param references the code
     * @return what there is of both now
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
