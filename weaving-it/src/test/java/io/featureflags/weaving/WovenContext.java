package io.featureflags.weaving;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.testing.SettableStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A context with flags that a test sets, and with a count of the decisions for which the user was asked. */
final class WovenContext {

    /** Everybody by a share that only those with a user have a part in: each decision asks who it is. */
    static final String ALMOST_EVERYBODY = "99.999%";

    final SettableStore store = new SettableStore();

    final AtomicInteger decisions = new AtomicInteger();

    final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                return EvaluationContext.of("ada");
            });
}
