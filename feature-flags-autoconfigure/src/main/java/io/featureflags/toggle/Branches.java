package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What runs in place of a toggled method.
 *
 * @param legacy serves the calls without new code
 * @param variants run the code of the variants, by their names; empty for nearly every method
 */
record Branches(Branch legacy, Map<String, Branch> variants) {

    /**
     * Creates the branches of a toggled method.
     *
     * @param spec the method
     * @param beans finds beans with other code
     * @return the branches
     */
    static Branches of(ToggleSpec spec, BranchBeanLocator beans) {
        Map<String, Branch> variants = new LinkedHashMap<>();
        spec.variants().forEach((name, code) -> variants.put(name, Branch.of(spec, code, beans)));
        return new Branches(legacy(spec, beans), variants);
    }

    /** Returns the same branches with something around the legacy one. */
    Branches withLegacy(UnaryOperator<Branch> around) {
        return new Branches(around.apply(legacy), variants);
    }

    /** Returns the branch of a variant; null if the annotated method runs, as for one that is not listed. */
    @Nullable
    Branch variant(@Nullable String name) {
        return name == null ? null : variants.get(name);
    }

    /** Returns the legacy code, an empty result, or a {@link FeatureDisabledException}. */
    private static Branch legacy(ToggleSpec spec, BranchBeanLocator beans) {
        BranchCode legacy = spec.legacy();
        if (legacy != null) {
            return Branch.of(spec, legacy, beans);
        }
        Supplier<@Nullable Object> emptyResult = spec.emptyResult();
        return emptyResult != null ? (invocation, failure) -> emptyResult.get() : disabled(spec);
    }

    private static Branch disabled(ToggleSpec spec) {
        String method = spec.type().getSimpleName() + "." + spec.method().getName();
        return (invocation, failure) -> {
            throw new FeatureDisabledException(spec.flag(), method);
        };
    }
}
