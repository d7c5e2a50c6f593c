package io.featureflags.test;

import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops the start of an application that has this module in production: a scope of Maven or Gradle was forgotten. The start
 * goes on if a test runs in the same JVM, and if test code starts the application for development by
 * {@code SpringApplication.from}.
 */
final class ForgottenTestScope implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> TESTS = List.of(
            "org.junit.platform.",
            "org.junit.runner.",
            "org.testng.",
            "org.spockframework.",
            "io.cucumber.",
            "org.springframework.boot.SpringApplication$Augmented",
            "org.springframework.boot.test.",
            "org.springframework.boot.SpringApplicationAotProcessor");

    ForgottenTestScope() {}

    // Only when all bean definitions are there is it known whether a test has prepared the context.
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(ForgottenTestScope::check);
    }

    private static void check(ConfigurableListableBeanFactory beans) {
        if (!beans.containsBeanDefinition(ScopeRegistrar.NAME) && !isTestRunning()) {
            throw new ForgottenTestScopeException();
        }
    }

    private static boolean isTestRunning() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> TESTS.stream().anyMatch(name::startsWith));
    }
}
