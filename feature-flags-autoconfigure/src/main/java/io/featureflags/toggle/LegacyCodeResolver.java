package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Finds the legacy code that an annotation names: in the same class, or in another bean. */
final class LegacyCodeResolver {

    private final LegacyBeans beans;

    LegacyCodeResolver(LegacyBeans beans) {
        this.beans = beans;
    }

    /**
     * The legacy code of a method.
     *
     * @return the code; null if none is named
     * @throws InvalidFeatureToggleException if it cannot be found or does not fit
     */
    @Nullable
    LegacyCode of(Class<?> type, Method method, FeatureToggle toggle) {
        LegacyBean bean = bean(type, method, toggle);
        if (bean == null && toggle.fallback().isEmpty()) {
            return null;
        }
        String name = toggle.fallback().isEmpty() ? method.getName() : toggle.fallback();
        return new LegacyMethodFinder(type, method, bean, toggle.rescueOn().length > 0).resolve(name);
    }

    private @Nullable LegacyBean bean(Class<?> type, Method method, FeatureToggle toggle) {
        boolean byType = toggle.fallbackType() != void.class;
        boolean byName = !toggle.fallbackBean().isEmpty();
        if (byType && byName) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "it names both a fallbackType and a fallbackBean.",
                    "Name one of them: the bean by its name where there are several of the type.");
        }
        if (toggle.fallbackType() == type) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its fallbackType is the class of the method itself.",
                    "Name the class of another bean, or only the method with fallback.");
        }
        if (byType) {
            return new LegacyBean(toggle.fallbackType(), null);
        }
        return byName ? new LegacyBean(typeOf(type, method, toggle.fallbackBean()), toggle.fallbackBean()) : null;
    }

    private Class<?> typeOf(Class<?> type, Method method, String name) {
        Class<?> found = beans.typeOf(name);
        if (found == null) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    beans.contains(name)
                            ? "the type of its legacy bean '" + name + "' is not known before the bean is made."
                            : "its legacy bean '" + name + "' does not exist.",
                    beans.contains(name)
                            ? "Name its type with fallbackType."
                            : "Declare the bean, or correct the name.");
        }
        return found;
    }
}
