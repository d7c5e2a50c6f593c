package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A toggled suspend function stops the start, since routing would run only the beginning of a branch. */
class SuspendFunctionTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class);

    /** As the Kotlin compiler writes {@code suspend fun checkout(user: String): String}. */
    static class Suspending {

        @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout")
        @Nullable
        Object checkout(String user, Continuation<? super String> continuation) {
            return "new " + user;
        }

        @Nullable
        Object legacyCheckout(String user, Continuation<? super String> continuation) {
            return "legacy " + user;
        }
    }

    /** A normal function with a continuation as an argument. */
    static class Passing {

        @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout")
        String checkout(Continuation<? super String> continuation, String user) {
            return "new " + user;
        }

        String legacyCheckout(Continuation<? super String> continuation, String user) {
            return "legacy " + user;
        }
    }

    @Test
    void suspendFunctionIsRejectedWithTheReason() {
        runner.withBean(Suspending.class, () -> new Suspending())
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessage("@FeatureToggle on " + Suspending.class.getName()
                                            + ".checkout(String, Continuation) cannot work: the method is a Kotlin"
                                            + " suspend function. Its code runs in pieces, each of which is a call, and"
                                            + " Spring's proxies turn it into a Mono, so that it cannot be routed as a"
                                            + " whole.");
                            assertThat(ex.action())
                                    .isEqualTo("Call FeatureFlags.isEnabled in the function's body, and call the"
                                            + " legacy function from there.");
                        }));
    }

    @Test
    void otherFunctionsAreRouted() {
        runner.withBean(Passing.class, () -> new Passing())
                .run(context -> assertThat(context.getBean(Passing.class).checkout(new Continuation<>() {}, "anna"))
                        .isEqualTo("legacy anna"));
    }
}
