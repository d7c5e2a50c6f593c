package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.hygiene.ObservedChanges;
import io.featureflags.spi.LastChange;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableClock;
import io.featureflags.testing.SettableStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R48: old flags in a whole application. */
@ExtendWith(OutputCaptureExtension.class)
class HygieneConfigurationTests {

    private static final Instant NOW = Instant.parse("2027-02-01T00:00:00Z");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SettableStore store = new SettableStore();

    private final SettableClock clock = new SettableClock(NOW);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Clock.class, () -> clock)
            .withBean(Shop.class, () -> new Shop());

    static class Shop {

        @FeatureToggle(value = "by_code", fallback = "legacy", expires = "2027-01-31")
        String byCode() {
            return "new";
        }

        @FeatureToggle(value = "by_file", fallback = "legacy", expires = "2027-01-31")
        String byFile() {
            return "new";
        }

        @FeatureToggle(value = "by_value", fallback = "legacy", expires = "2027-01-31")
        String byValue() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Test
    @DisplayName("R48: past its kill date a flag answers as before, with a warning at the start")
    void warnsAtTheStartAndNothingElseChanges(CapturedOutput output) {
        store.set("by_code", "true");
        store.set("by_value", "{\"enabled\": true, \"expires\": \"2027-02-01\"}");
        runner.withPropertyValues("feature-flags.flags.by_file.expires=2027-12-31")
                .run(context -> {
                    await().atMost(LIMIT)
                            .untilAsserted(() -> assertThat(output)
                                    .containsOnlyOnce(
                                            "Feature flag 'by_code' is 1 day past its kill date 2027-01-31. It"
                                                    + " answers as before. Decide for one of its branches and remove the"
                                                    + " other, with the flag: "
                                                    + Shop.class.getName() + ".byCode(), line "));
                    assertThat(context.getBean(Shop.class).byCode()).isEqualTo("new");
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("by_code"))
                            .isTrue();
                    context.close();
                    assertThat(output)
                            .doesNotContain("'by_file' is")
                            .doesNotContain("'by_value' is")
                            .doesNotContain("without a kill date");
                });
    }

    @Test
    void beanOfTheApplicationProvidesTheLastChange(CapturedOutput output) {
        store.set("by_value", "true");
        runner.withBean(LastChange.class, () -> flag -> Instant.parse("2026-06-01T00:00:00Z"))
                .run(context -> await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(output)
                                .containsOnlyOnce(
                                        "Feature flag 'by_value' has been on for everybody since 2026-06-01")));
    }

    @Test
    void withoutItTheChangesOfThisInstanceCount() {
        store.set("by_value", "true");
        runner.run(context -> {
            LastChange lastChange = context.getBean(LastChange.class);
            assertThat(lastChange).isInstanceOf(ObservedChanges.class);
            assertThat(lastChange.of("by_value")).isEqualTo(NOW);
            Instant later = NOW.plus(Duration.ofDays(3));
            clock.now = later;
            store.set("by_value", "false");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(lastChange.of("by_value")).isEqualTo(later));
            assertThat(lastChange.of("by_code")).isEqualTo(NOW);
        });
    }
}
