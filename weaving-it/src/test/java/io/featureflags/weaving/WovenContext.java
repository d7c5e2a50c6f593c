package io.featureflags.weaving;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application context with flags for a test to set, and with a count of the calls of the context provider. */
final class WovenContext {

    /** On for nearly all users. A percentage needs a user, so that each decision calls the context provider. */
    static final String ALMOST_ALWAYS_ON = "99.999%";

    final SettableStore store = new SettableStore();

    final AtomicInteger decisions = new AtomicInteger();

    final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                return EvaluationContext.of("ada");
            });
}
