package io.featureflags.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Opens a scope for each test, sets the flags of its annotations, and ends the scope after the test. */
public final class FeatureFlagsTestExecutionListener extends AbstractTestExecutionListener {

    /** After dependency injection, which loads the context. Listeners that run code of the test come later. */
    private static final int AFTER_INJECTION = 2100;

    private static final String FEATURE_OF_SPOCK = "org.spockframework.runtime.model.FeatureMetadata";

    private static final String OF_CLASS = FeatureFlagsTestExecutionListener.class.getName() + ".class";

    private static final String DECLARED = FeatureFlagsTestExecutionListener.class.getName() + ".declared";

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
        DeclaredFlags declared = declaredBy(test);
        bind(
                test,
                OF_CLASS,
                new FeatureScope(type, type.getSimpleName(), declared.values(), true, declared.isIsolated(), null),
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
        DeclaredFlags declared = declaredBy(test).with(method);
        if (declared.isEmpty() && !test.hasApplicationContext()) {
            return;
        }
        ApplicationContext context = test.getApplicationContext();
        if (!context.containsBean(ScopeRegistrar.FLAGS)) {
            rejectFlags(type, declared);
            return;
        }
        TestFeatureFlags flags = context.getBean(ScopeRegistrar.FLAGS, TestFeatureFlags.class);
        declared.values().forEach(flags::check);
        ContextScopes scopes = flags.scopes();
        FeatureScope scope =
                new FeatureScope(type, nameOf(type, method), declared.values(), false, declared.isIsolated(), flags);
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
        String name = method.getName();
        for (Annotation annotation : method.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals(FEATURE_OF_SPOCK)) {
                name = String.valueOf(AnnotationUtils.getValue(annotation, "name"));
            }
        }
        return type.getSimpleName() + "." + name;
    }

    /** Returns the flags of the class, which are read once for all of its tests. */
    private static DeclaredFlags declaredBy(TestContext test) {
        return test.computeAttribute(DECLARED, name -> DeclaredFlags.of(test.getTestClass()));
    }

    private static void rejectFlags(Class<?> type, DeclaredFlags declared) {
        if (!declared.isEmpty()) {
            throw new IllegalStateException(type.getSimpleName() + " sets feature flags "
                    + declared.values().keySet()
                    + ", and its application context has none. Check that feature-flags-starter is on the class path and that"
                    + " its auto-configuration is not excluded. A slice of a library needs @ImportAutoConfiguration.");
        }
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
