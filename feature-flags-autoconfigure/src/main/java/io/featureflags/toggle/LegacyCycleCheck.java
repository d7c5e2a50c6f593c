package io.featureflags.toggle;

import io.featureflags.text.ToggleMistake;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodClassKey;

/** Checks that fallbacks come to an end. Legacy code may be toggled itself, but must not lead back to where it began. */
final class LegacyCycleCheck {

    private final FeatureToggleBeanPostProcessor postProcessor;

    LegacyCycleCheck(FeatureToggleBeanPostProcessor postProcessor) {
        this.postProcessor = postProcessor;
    }

    /**
     * Follows the fallbacks within one class.
     *
     * @param specs the toggled methods of the class
     * @throws InvalidFeatureToggleException if a fallback leads back to where it began
     */
    static void checkWithinClass(List<ToggleSpec> specs) {
        Map<Method, ToggleSpec> byMethod = specs.stream().collect(Collectors.toMap(ToggleSpec::method, spec -> spec));
        for (ToggleSpec spec : specs) {
            ToggleSpec repeated = firstRepeated(spec, link -> {
                LegacyCode legacy = link.legacy();
                return legacy == null || legacy.bean() != null ? null : byMethod.get(legacy.method());
            });
            if (repeated != null) {
                throw cycle(spec, Signatures.of(repeated.method()));
            }
        }
    }

    /**
     * Follows the fallbacks of a method from bean to bean.
     *
     * @param spec the method
     * @throws InvalidFeatureToggleException if a bean with legacy code cannot be found, or if a fallback leads back to
     *     where it began
     */
    void checkAcrossBeans(ToggleSpec spec) {
        ToggleSpec repeated = firstRepeated(spec, this::toggledLegacyMethod);
        if (repeated != null) {
            throw cycle(spec, Signatures.of(repeated.type(), repeated.method()));
        }
    }

    private static @Nullable ToggleSpec firstRepeated(
            ToggleSpec first, Function<ToggleSpec, @Nullable ToggleSpec> next) {
        Set<MethodClassKey> seen = new HashSet<>();
        ToggleSpec link = first;
        while (link != null && seen.add(new MethodClassKey(link.method(), link.type()))) {
            link = next.apply(link);
        }
        return link;
    }

    /** Returns the legacy method of a method if it is toggled too; else null. */
    private @Nullable ToggleSpec toggledLegacyMethod(ToggleSpec spec) {
        LegacyCode legacy = spec.legacy();
        if (legacy == null) {
            return null;
        }
        LegacyBeanReference bean = legacy.bean();
        LegacyBeanLocator beans = postProcessor.legacyBeans();
        Class<?> type = bean == null ? spec.type() : beans.typeOf(beans.nameOf(spec, bean));
        if (type == null) {
            return null;
        }
        Method method = Implementations.of(legacy.method(), type);
        return PredictedToggles.of(type, postProcessor::toggledMethods).stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElse(null);
    }

    private static InvalidFeatureToggleException cycle(ToggleSpec spec, String repeated) {
        return new InvalidFeatureToggleException(spec.type(), spec.method(), ToggleMistake.cycle(repeated));
    }
}
