package io.featureflags.build;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What applications may use, read from the compiled classes: a line for each type and each of its members. */
final class PublicApi {

    private static final Set<String> PACKAGES = Set.of("io.featureflags", "io.featureflags.spi");

    /** What applications implement or inject of the module on Spring. */
    private static final Set<String> EXTENSION_POINTS = Set.of(
            "io.featureflags.audit.AuditSink",
            "io.featureflags.autoconfigure.FeatureFlagsProperties",
            "io.featureflags.autoconfigure.FeatureFlagsRedis",
            "io.featureflags.context.ReactiveContextProvider",
            "io.featureflags.openfeature.FeatureFlagTrackingEvent",
            "io.featureflags.telemetry.EvaluationWatch");

    private static final Pattern DECISION = Pattern.compile("io\\.featureflags\\.(?:decision|rollout)\\.\\w+");

    private static final Pattern OURS = Pattern.compile("io\\.featureflags\\.[\\w.]+");

    private final Map<String, List<String>> linesOfTypes = new TreeMap<>();

    private PublicApi(Map<String, Class<?>> candidates) {
        candidates.forEach((name, type) -> {
            if (PACKAGES.contains(type.getPackageName()) || EXTENSION_POINTS.contains(topLevel(type))) {
                linesOfTypes.put(name, ApiLines.of(type));
            }
        });
        Set<String> named = named(DECISION);
        while (!linesOfTypes.keySet().containsAll(named)) {
            named.forEach(name -> linesOfTypes.computeIfAbsent(
                    name, each -> ApiLines.of(requireNonNull(candidates.get(each), each))));
            named = named(DECISION);
        }
    }

    static PublicApi read() {
        Map<String, Class<?>> candidates = new TreeMap<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.featureflags")) {
            Class<?> type = each.reflect();
            if (ApiLines.isVisible(type)) {
                candidates.put(type.getCanonicalName(), type);
            }
        }
        return new PublicApi(candidates);
    }

    Set<String> types() {
        return linesOfTypes.keySet();
    }

    /** Returns types of ours that signatures name, but that applications may not use. */
    Set<String> leaks() {
        Set<String> leaks = named(OURS);
        leaks.removeAll(types());
        return leaks;
    }

    List<String> lines() {
        return linesOfTypes.values().stream().flatMap(List::stream).toList();
    }

    private Set<String> named(Pattern pattern) {
        return linesOfTypes.values().stream()
                .flatMap(List::stream)
                .flatMap(line -> pattern.matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String topLevel(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getEnclosingClass)
                .reduce((inner, outer) -> outer)
                .orElseThrow()
                .getName();
    }
}
