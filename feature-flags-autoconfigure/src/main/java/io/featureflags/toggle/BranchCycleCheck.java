package io.featureflags.toggle;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.VariantMistakes;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodClassKey;

/**
 * Checks that fallbacks and variants come to an end. Legacy code and the code of variants may be toggled itself, but must not
 * lead back to where it began.
 */
final class BranchCycleCheck {

    private final FeatureToggleBeanPostProcessor postProcessor;

    BranchCycleCheck(FeatureToggleBeanPostProcessor postProcessor) {
        this.postProcessor = postProcessor;
    }

    /**
     * Follows the branches within one class.
     *
     * @param specs the toggled methods of the class
     * @throws InvalidFeatureToggleException if a branch leads back to where it began
     */
    static void checkWithinClass(List<ToggleSpec> specs) {
        Map<Method, ToggleSpec> byMethod = new HashMap<>();
        for (ToggleSpec spec : specs) {
            byMethod.put(spec.method(), spec);
        }
        for (ToggleSpec spec : specs) {
            Walk walk = new Walk((link, code) -> code.bean() == null ? byMethod.get(code.method()) : null);
            ToggleSpec repeated = walk.firstRepeated(spec);
            if (repeated != null) {
                throw walk.cycle(spec, Signatures.of(repeated.method()));
            }
        }
    }

    /**
     * Follows the branches of a method from bean to bean.
     *
     * @param spec the method
     * @throws InvalidFeatureToggleException if a bean with other code cannot be found, or if a branch leads back to where it
     *     began
     */
    void checkAcrossBeans(ToggleSpec spec) {
        Walk walk = new Walk(this::toggledMethod);
        ToggleSpec repeated = walk.firstRepeated(spec);
        if (repeated != null) {
            throw walk.cycle(spec, Signatures.of(repeated.type(), repeated.method()));
        }
    }

    /** Returns the method with other code if it is toggled too; else null. */
    private @Nullable ToggleSpec toggledMethod(ToggleSpec spec, BranchCode code) {
        BranchBean bean = code.bean();
        BranchBeanLocator beans = postProcessor.branchBeans();
        Class<?> type = bean == null ? spec.type() : beans.typeOf(beans.nameOf(spec, bean));
        if (type == null) {
            return null;
        }
        Method method = Implementations.of(code.method(), type);
        for (ToggleSpec candidate : PredictedToggles.of(type, postProcessor::toggledMethods)) {
            if (candidate.method().equals(method)) {
                return candidate;
            }
        }
        return null;
    }

    /** Finds the toggled method that is other code of a toggled method. */
    private interface Link {

        @Nullable
        ToggleSpec follow(ToggleSpec spec, BranchCode code);
    }

    /** A walk along all branches of one method. */
    private static final class Walk {

        private final Link link;

        private final Map<MethodClassKey, ToggleSpec> path = new LinkedHashMap<>();

        private final Set<MethodClassKey> finished = new HashSet<>();

        Walk(Link link) {
            this.link = link;
        }

        /** Returns the first method that leads back to itself, which leaves the path in place; null if there is none. */
        @Nullable
        ToggleSpec firstRepeated(ToggleSpec spec) {
            MethodClassKey key = new MethodClassKey(spec.method(), spec.type());
            if (finished.contains(key)) {
                return null;
            }
            if (path.putIfAbsent(key, spec) != null) {
                return spec;
            }
            for (BranchCode code : spec.otherCode()) {
                ToggleSpec following = link.follow(spec, code);
                ToggleSpec repeated = following == null ? null : firstRepeated(following);
                if (repeated != null) {
                    return repeated;
                }
            }
            path.remove(key);
            finished.add(key);
            return null;
        }

        InvalidFeatureToggleException cycle(ToggleSpec spec, String repeated) {
            boolean hasVariants =
                    path.values().stream().anyMatch(step -> !step.variants().isEmpty());
            return new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    hasVariants ? VariantMistakes.cycle(repeated) : ToggleMistake.cycle(repeated));
        }
    }
}
