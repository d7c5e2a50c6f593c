package io.featureflags.test;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Opens a scope for each test, sets the flags of its annotations, and ends the scope after the test. */
public final class FeatureFlagsTestExecutionListener extends AbstractTestExecutionListener {

    /** After dependency injection, which loads the context. Listeners that run code of the test come later. */
    private static final int AFTER_INJECTION = 2100;

    private static final String FEATURE_OF_SPOCK = "org.spockframework.runtime.model.FeatureMetadata";

    private static final String OF_CLASS = FeatureFlagsTestExecutionListener.class.getName() + ".class";

    private static final String OF_METHOD = FeatureFlagsTestExecutionListener.class.getName() + ".method";

    /** Creates the listener; it keeps its state in the test context. */
    public FeatureFlagsTestExecutionListener() {}

    @Override
    public int getOrder() {
        return AFTER_INJECTION;
    }

    @Override
    public void beforeTestClass(TestContext test) {
        Class<?> type = test.getTestClass();
        bind(
                test,
                OF_CLASS,
                new FeatureScope(type.getSimpleName(), DeclaredFlags.of(type).values(), true, isIsolated(type), null),
                null);
    }

    @Override
    public void afterTestClass(TestContext test) {
        release(test, OF_CLASS);
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        Class<?> type = test.getTestClass();
        Method method = test.getTestMethod();
        DeclaredFlags declared = DeclaredFlags.of(type, method);
        if (declared.isEmpty() && !test.hasApplicationContext()) {
            return;
        }
        ApplicationContext context = test.getApplicationContext();
        ContextScopes scopes = context.getBeanProvider(ContextScopes.class).getIfAvailable();
        if (scopes == null) {
            rejectFlags(type, declared);
            return;
        }
        TestFeatureFlags flags = context.getBean(TestFeatureFlags.class);
        declared.values().forEach(flags::check);
        FeatureScope scope = new FeatureScope(
                nameOf(type, method),
                declared.values(),
                false,
                isIsolated(type) || AnnotatedElementUtils.hasAnnotation(method, FeatureIsolation.class),
                flags);
        scopes.begin(scope);
        bind(test, OF_METHOD, scope, scopes);
    }

    /**
     * Ends the scope.
     *
     * @throws AssertionError if a thread that belongs to no test checked a flag that the running tests do not agree on, or if
     *     this test changed flags of other tests
     */
    @Override
    public void afterTestMethod(TestContext test) {
        Opened opened = release(test, OF_METHOD);
        if (opened != null && !opened.scope().problems().isEmpty()) {
            throw new AssertionError(
                    String.join(System.lineSeparator(), opened.scope().problems()));
        }
    }

    /** Returns the name of a test in messages. The methods of Spock have a number, and their name in an annotation. */
    static String nameOf(Class<?> type, Method method) {
        String name = MergedAnnotations.from(method)
                .get(FEATURE_OF_SPOCK)
                .getValue("name", String.class)
                .orElse(method.getName());
        return type.getSimpleName() + "." + name;
    }

    private static void rejectFlags(Class<?> type, DeclaredFlags declared) {
        if (!declared.isEmpty()) {
            throw new IllegalStateException(type.getSimpleName() + " sets feature flags "
                    + declared.values().keySet()
                    + ", and its application context has none. Check that feature-flags-starter is on the class path and that"
                    + " its auto-configuration is not excluded. A slice of a library needs @ImportAutoConfiguration.");
        }
    }

    private static boolean isIsolated(Class<?> type) {
        return TestContextAnnotationUtils.hasAnnotation(type, FeatureIsolation.class);
    }

    private static void bind(TestContext test, String attribute, FeatureScope scope, @Nullable ContextScopes scopes) {
        Opened outer = test.getAttribute(attribute) instanceof Opened opened ? opened : null;
        test.setAttribute(attribute, new Opened(scope, scopes, BoundScope.bind(scope), outer));
    }

    private static @Nullable Opened release(TestContext test, String attribute) {
        if (!(test.removeAttribute(attribute) instanceof Opened opened)) {
            return null; // The test failed before its scope was opened.
        }
        if (opened.outer() != null) {
            test.setAttribute(attribute, opened.outer());
        }
        BoundScope.bind(opened.former());
        if (opened.scopes() == null) {
            opened.scope().end();
        } else {
            opened.scopes().end(opened.scope());
        }
        return opened;
    }

    /**
     * A scope that was bound to the thread of a test.
     *
     * @param scope the scope
     * @param scopes those of the application context; null for the scope of a class, which belongs to its thread alone
     * @param former the scope that the thread had before: that of the class, or of a test whose thread helps out
     * @param outer what that test has opened if it is one of the same class; it ends later
     */
    private record Opened(
            FeatureScope scope,
            @Nullable ContextScopes scopes,
            @Nullable FeatureScope former,
            @Nullable Opened outer) {}
}
