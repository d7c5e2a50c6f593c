package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.FlagName;
import io.featureflags.text.BranchWords;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.VariantMistakes;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the attributes of an annotation into the code that they name: {@code fallback}, {@code fallbackType} and
 * {@code fallbackBean} into the legacy code, {@code variants} into the code of each variant.
 */
final class BranchResolver {

    private final BranchBeanLocator beans;

    BranchResolver(BranchBeanLocator beans) {
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
    BranchCode legacy(Class<?> type, Method method, FeatureToggle toggle) {
        Named named = new Named(BranchWords.LEGACY, toggle.fallback(), toggle.fallbackType(), toggle.fallbackBean());
        return resolve(type, method, named, toggle.rescueOn().length > 0);
    }

    /**
     * Resolves the code of the variants of a method.
     *
     * @param type class of the toggled bean
     * @param method the annotated method
     * @param toggle its annotation
     * @return the code by the names of the variants, in the order of the annotation
     * @throws InvalidFeatureToggleException if a variant is listed twice, or if its code cannot be found or does not fit
     */
    Map<String, BranchCode> variants(Class<?> type, Method method, FeatureToggle toggle) {
        Map<String, BranchCode> variants = new LinkedHashMap<>();
        for (FeatureVariant variant : toggle.variants()) {
            String name = variant.value();
            if (!FlagName.isValid(name)) {
                throw new InvalidFeatureToggleException(type, method, VariantMistakes.name(name));
            }
            Named named = new Named(new BranchWords(name), variant.method(), variant.type(), variant.bean());
            BranchCode code = resolve(type, method, named, false);
            if (code == null) {
                throw new InvalidFeatureToggleException(type, method, VariantMistakes.withoutCode(name));
            }
            if (variants.put(name, code) != null) {
                throw new InvalidFeatureToggleException(type, method, VariantMistakes.twice(name));
            }
        }
        return Collections.unmodifiableMap(variants);
    }

    private @Nullable BranchCode resolve(Class<?> type, Method method, Named named, boolean mayTakeFailure) {
        BranchBean bean = bean(type, method, named);
        if (bean == null && named.method().isEmpty()) {
            return null;
        }
        String name = named.method().isEmpty() ? method.getName() : named.method();
        return new BranchMethodFinder(type, method, named.words(), bean, mayTakeFailure).find(name);
    }

    private @Nullable BranchBean bean(Class<?> type, Method method, Named named) {
        boolean byType = named.type() != void.class;
        boolean byName = !named.bean().isEmpty();
        if (byType && byName) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.twoBeans(named.words()));
        }
        if (named.type() == type) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.ownClass(named.words()));
        }
        if (byType) {
            return new BranchBean(named.words(), named.type(), null);
        }
        return byName ? new BranchBean(named.words(), typeOf(type, method, named), named.bean()) : null;
    }

    private Class<?> typeOf(Class<?> type, Method method, Named named) {
        String beanName = named.bean();
        Class<?> found = beans.typeOf(beanName);
        if (found != null) {
            return found;
        }
        String bean = "its " + named.words().bean("'" + beanName + "'");
        throw beans.contains(beanName)
                ? new InvalidFeatureToggleException(
                        type,
                        method,
                        "the type of " + bean + " is not known before the bean is created.",
                        "Name its type with " + named.words().typeAttribute() + ".")
                : new InvalidFeatureToggleException(
                        type, method, bean + " does not exist.", "Declare the bean, or correct the name.");
    }

    /**
     * What the attributes name.
     *
     * @param words the words for the code
     * @param method name of the method; empty for none
     * @param type type of the bean; {@code void} for none
     * @param bean name of the bean; empty for none
     */
    private record Named(BranchWords words, String method, Class<?> type, String bean) {}
}
