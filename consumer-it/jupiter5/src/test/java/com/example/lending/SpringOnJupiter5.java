package com.example.lending;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.springframework.test.context.TestContextManager;

/**
 * Runs Spring's test framework on Jupiter 5. The {@code SpringExtension} of Spring 7 needs {@code Store.computeIfAbsent} of
 * Jupiter 6, and ends with a {@code NoSuchMethodError} here.
 */
class SpringOnJupiter5
        implements BeforeAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SpringOnJupiter5.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        TestContextManager spring = new TestContextManager(context.getRequiredTestClass());
        context.getStore(NAMESPACE).put(TestContextManager.class, spring);
        spring.beforeTestClass();
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws Exception {
        spring(context).prepareTestInstance(test);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        spring(context).beforeTestMethod(context.getRequiredTestInstance(), context.getRequiredTestMethod());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        spring(context)
                .afterTestMethod(
                        context.getRequiredTestInstance(),
                        context.getRequiredTestMethod(),
                        context.getExecutionException().orElse(null));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        spring(context).afterTestClass();
    }

    private static TestContextManager spring(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(TestContextManager.class, TestContextManager.class);
    }
}
