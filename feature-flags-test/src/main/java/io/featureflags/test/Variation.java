package io.featureflags.test;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One run of a test, or of a class, with a combination of flags.
 *
 * @param flags whether each flag is on, by name
 * @param element the element with {@link FeatureVariations}
 */
record Variation(Map<String, Boolean> flags, AnnotatedElement element)
        implements BeforeAllCallback, BeforeEachCallback {

    /** Returns the name of the run. */
    String displayName() {
        return flags.entrySet().stream()
                .map(flag -> flag.getKey() + "=" + (flag.getValue() ? "on" : "off"))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        apply(FeatureFlagsExtension.scopeOf(context), DeclaredFlags.of(context.getRequiredTestClass()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FeatureScope scope = FeatureFlagsExtension.scopeOf(context);
        TestFeatureFlags known = FeatureFlagsExtension.flagsOf(scope, context);
        flags.keySet().forEach(flag -> known.check(flag, "true"));
        apply(scope, DeclaredFlags.of(context.getRequiredTestClass(), context.getRequiredTestMethod()));
    }

    private void apply(FeatureScope scope, DeclaredFlags declared) {
        flags.forEach((flag, on) -> {
            @Nullable AnnotatedElement other = declared.elementOf(flag);
            if (element.equals(other)) {
                throw new ExtensionConfigurationException(element + " has feature flag '" + flag
                        + "' in @FeatureVariations and in another annotation. Remove it from one of them.");
            }
            if (other == null || !declared.isNearer(other, element)) {
                scope.declare(flag, on.toString());
            }
        });
    }
}
