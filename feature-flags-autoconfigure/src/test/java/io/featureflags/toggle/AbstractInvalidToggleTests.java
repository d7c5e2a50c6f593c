package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

/** Checks that an invalid toggle stops the start, and that the message names the method, the reason and the way out. */
abstract class AbstractInvalidToggleTests {

    final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class);

    <T> void assertFails(Class<T> type, Supplier<T> bean, String message, String action) {
        assertFails(runner, type, bean, message, action);
    }

    static <T> void assertFails(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        assertFails(application, type, type, bean, message, action);
    }

    static <T> void assertFails(
            ApplicationContextRunner application,
            Class<?> blamed,
            Class<T> type,
            Supplier<T> bean,
            String message,
            String action) {
        assertFailsWith(application, type, bean, "@FeatureToggle on " + blamed.getName() + "." + message, action);
    }

    static <T> void assertClassFails(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        assertFailsWith(
                application,
                type,
                bean,
                "@FeatureToggle on class " + type.getName() + " cannot work: " + message,
                action);
    }

    static <T> void assertFailsWith(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        application
                .withBean("bean", type, bean)
                .run(context -> assertThat(rootOf(context.getStartupFailure()))
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex).hasMessage(message);
                            assertThat(ex.action()).isEqualTo(action);
                        }));
    }

    /** Returns the root cause: the failure of a post-processor is not wrapped, that of a bean is. */
    static Throwable rootOf(@Nullable Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(failure, "The start must fail"));
    }
}
