package io.featureflags.test;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Extension of JUnit that the annotations of this package bring: it injects {@link TestFeatureFlags} and {@link Feature} into
 * parameters of methods, and fails a test whose annotations have no effect. A test with a parameter and without such an
 * annotation needs {@code @ExtendWith(FeatureFlagsExtension.class)}.
 */
public final class FeatureFlagsExtension implements BeforeTestExecutionCallback, ParameterResolver {

    /** Creates the extension; it has no state. */
    public FeatureFlagsExtension() {}

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        if (currentScope(test) == null
                && !DeclaredFlags.of(test.getRequiredTestClass(), test.getRequiredTestMethod())
                        .isEmpty()) {
            scopeOf(test); // Throws.
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getDeclaringExecutable() instanceof Method
                && !parameter.isAnnotated(Autowired.class)
                && (parameter.isAnnotated(Feature.class)
                        || parameter.getParameter().getType() == TestFeatureFlags.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        FeatureScope scope = scopeOf(test);
        return parameter.isAnnotated(Feature.class) ? isOn(parameter, scope) : flagsOf(scope, test);
    }

    /** Returns the flags of a test. Only in the scope of a class Spring's extension must know the application context. */
    static TestFeatureFlags flagsOf(FeatureScope scope, ExtensionContext test) {
        TestFeatureFlags flags = scope.flags();
        return flags == null ? TestFeatureFlags.of(SpringExtension.getApplicationContext(test)) : flags;
    }

    private static boolean isOn(ParameterContext parameter, FeatureScope scope) {
        String flag = parameter.findAnnotation(Feature.class).orElseThrow().value();
        String value = scope.value(flag);
        Class<?> type = parameter.getParameter().getType();
        if ((type != boolean.class && type != Boolean.class) || (!"true".equals(value) && !"false".equals(value))) {
            throw new ParameterResolutionException(
                    "@Feature(\"" + flag + "\") needs a boolean parameter, and a flag that"
                            + " @FeatureVariations, @WithFeature or @WithoutFeature of this test switches on or off.");
        }
        return "true".equals(value);
    }

    /** Returns the scope of a test; fails if the listener of Spring's test framework has opened none. */
    static FeatureScope scopeOf(ExtensionContext test) {
        FeatureScope scope = currentScope(test);
        if (scope == null) {
            throw new ExtensionConfigurationException(
                    "The feature flags of "
                            + test.getRequiredTestClass().getSimpleName()
                            + " have no effect: it has no application context of Spring, or its @TestExecutionListeners replace those"
                            + " of Spring. Annotate it with @SpringBootTest or a slice, or set mergeMode ="
                            + " MERGE_WITH_DEFAULTS. Without Spring, pass TestFeatureFlags.off().on(\"name\") to the code instead.");
        }
        return scope;
    }

    private static @Nullable FeatureScope currentScope(ExtensionContext test) {
        FeatureScope scope = BoundScope.current();
        return scope != null && scope.belongsTo(test.getRequiredTestClass()) ? scope : null;
    }
}
