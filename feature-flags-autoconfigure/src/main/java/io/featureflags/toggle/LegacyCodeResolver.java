package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.text.ToggleMistake;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Resolves {@code fallback}, {@code fallbackType} and {@code fallbackBean} into the legacy code that they name. */
final class LegacyCodeResolver {

    private final LegacyBeanLocator beans;

    LegacyCodeResolver(LegacyBeanLocator beans) {
        this.beans = beans;
    }

    /**
     * Resolves the legacy code of a method: the method named by {@code fallback}, or else the method of the same name, in
     * the named bean or in the toggled bean itself.
     *
     * @param type class of the toggled bean
     * @param method the new code
     * @param toggle its annotation
     * @return the legacy code; null if the annotation names none
     * @throws InvalidFeatureToggleException if the legacy code cannot be found or does not fit
     */
    @Nullable
    LegacyCode resolve(Class<?> type, Method method, FeatureToggle toggle) {
        LegacyBeanReference bean = bean(type, method, toggle);
        if (bean == null && toggle.fallback().isEmpty()) {
            return null;
        }
        String name = toggle.fallback().isEmpty() ? method.getName() : toggle.fallback();
        return new LegacyMethodFinder(type, method, bean, toggle.rescueOn().length > 0).find(name);
    }

    private @Nullable LegacyBeanReference bean(Class<?> type, Method method, FeatureToggle toggle) {
        boolean byType = toggle.fallbackType() != void.class;
        boolean byName = !toggle.fallbackBean().isEmpty();
        if (byType && byName) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.twoLegacyBeans());
        }
        if (toggle.fallbackType() == type) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.ownClass());
        }
        if (byType) {
            return new LegacyBeanReference(toggle.fallbackType(), null);
        }
        return byName
                ? new LegacyBeanReference(typeOf(type, method, toggle.fallbackBean()), toggle.fallbackBean())
                : null;
    }

    private Class<?> typeOf(Class<?> type, Method method, String beanName) {
        Class<?> found = beans.typeOf(beanName);
        if (found != null) {
            return found;
        }
        throw beans.contains(beanName)
                ? new InvalidFeatureToggleException(
                        type,
                        method,
                        "the type of its legacy bean '" + beanName + "' is not known before the bean is created.",
                        "Name its type with fallbackType.")
                : new InvalidFeatureToggleException(
                        type,
                        method,
                        "its legacy bean '" + beanName + "' does not exist.",
                        "Declare the bean, or correct the name.");
    }
}
