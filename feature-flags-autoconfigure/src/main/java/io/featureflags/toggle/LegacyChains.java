package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;

/** Checks that legacy code which is toggled itself comes to an end, from bean to bean. */
final class LegacyChains {

    private final FeatureToggleBeanPostProcessor toggles;

    LegacyChains(FeatureToggleBeanPostProcessor toggles) {
        this.toggles = toggles;
    }

    /**
     * Follows the legacy code of a method.
     *
     * @throws InvalidFeatureToggleException if a bean with legacy code cannot be found, or the code leads in a circle
     */
    void check(ToggleSpec spec) {
        Set<MethodClassKey> seen = new HashSet<>();
        ToggleSpec link = spec;
        while (link != null && seen.add(new MethodClassKey(link.method(), link.type()))) {
            link = next(link);
        }
        if (link != null) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "its fallback leads back to " + Signatures.of(link.type(), link.method())
                            + ", for ever while the flags are off.",
                    "Let the last legacy method be one without a fallback to the others.");
        }
    }

    private @Nullable ToggleSpec next(ToggleSpec spec) {
        LegacyCode legacy = spec.legacy();
        if (legacy == null) {
            return null;
        }
        LegacyBean bean = legacy.bean();
        Class<?> type = bean == null
                ? spec.type()
                : toggles.legacyBeans().typeOf(toggles.legacyBeans().nameOf(spec, bean));
        if (type == null) {
            return null;
        }
        Method method = AopUtils.getMostSpecificMethod(legacy.method(), type);
        return PredictedToggles.of(type, toggles::toggledMethods).stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElse(null);
    }
}
