package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.LogLines;
import io.featureflags.testing.SettableStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The warnings of rescued calls: one stack for each type of exception, then one line a minute. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class RescueLogTests {

    private static final String NAME = RescueLog.class.getName();

    private final AtomicLong nanoTime = new AtomicLong();

    private final RescueLog log = new RescueLog(nanoTime::get);

    static class Prices {

        @FeatureToggle(
                value = "prices",
                fallback = "legacyPrice",
                rescueOn = RuntimeException.class,
                enabledByDefault = true)
        public String price() {
            throw new IllegalStateException("closed");
        }

        private String legacyPrice() {
            return "legacy";
        }
    }

    @Test
    void stackIsLoggedOnceForEachType() throws NoSuchMethodException {
        ToggleSpec spec = spec();
        try (LogLines lines = LogLines.begin()) {
            log.rescued(spec, new IllegalStateException("one"));
            log.rescued(spec, new IllegalStateException("two"));
            log.rescued(spec, new IllegalArgumentException("three"));
            pass(Duration.ofSeconds(59));
            log.rescued(spec, new IllegalStateException("four"));
            pass(Duration.ofSeconds(1));
            log.rescued(spec, new IllegalStateException("five"));

            assertThat(lines.of(NAME))
                    .containsExactly(
                            line("java.lang.IllegalStateException: one", "1 time"),
                            line("java.lang.IllegalArgumentException: three", "3 times"),
                            line("java.lang.IllegalStateException: five", "5 times"));
            assertThat(lines.withStackTrace()).hasSize(2).noneMatch(text -> text.contains("five"));
        }
    }

    /** Each instance of a prototype has its own proxy. */
    @Test
    void beansOfOneClassShareTheLog() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(SettableStore.class)
                .withBean(Prices.class, () -> new Prices(), bean -> bean.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .run(context -> {
                    try (LogLines lines = LogLines.begin()) {
                        assertThat(context.getBean(Prices.class).price()).isEqualTo("legacy");
                        assertThat(context.getBean(Prices.class).price()).isEqualTo("legacy");

                        assertThat(lines.of(NAME)).hasSize(1);
                    }
                });
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static String line(String failure, String times) {
        return "WARN Feature flag 'prices': " + Prices.class.getName() + ".price() failed with " + failure
                + ". The legacy code ran instead (" + times
                + " since start). This warning appears at most once a minute.";
    }

    private static ToggleSpec spec() throws NoSuchMethodException {
        return new ToggleSpec(
                Prices.class,
                Prices.class.getMethod("price"),
                "prices",
                true,
                null,
                null,
                Map.of(),
                null,
                null,
                List.of(),
                false,
                false);
    }
}
