package io.featureflags.shadow;

import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.featureflags.testing.Shop;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Contexts whose flags come from a store that the test sets. */
final class ShadowContext {

    private ShadowContext() {}

    /** Returns a runner whose flag {@code prices} is off, with all legacy calls shadowed. */
    static ApplicationContextRunner runner(SettableStore store) {
        store.set("prices", "{\"enabled\": false, \"shadow\": 100}");
        return new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store);
    }

    static long count(ApplicationContext context, ShadowOutcome outcome) {
        return context.getBean(ShadowRuns.class).counts("prices").count(outcome);
    }

    static void awaitCount(ApplicationContext context, ShadowOutcome outcome, long count) {
        Shop.soon(count + " runs " + outcome).until(() -> count(context, outcome) == count);
    }

    /** Returns the number of runs of any outcome. */
    static long runs(ApplicationContext context) {
        return context.getBean(ShadowRuns.class).counts("prices").outcomes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Awaits the end of a number of runs of any outcome. */
    static void awaitRuns(ApplicationContext context, long runs) {
        Shop.soon(runs + " runs").until(() -> runs(context) == runs);
    }
}
