package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Source;
import io.featureflags.context.SpringSecurityContextProvider;
import io.featureflags.decision.FlagValue;
import io.featureflags.memory.MemoryStore;
import io.featureflags.memory.NoStore;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.security.core.context.SecurityContextHolder;

@ExtendWith(OutputCaptureExtension.class)
class FeatureFlagsAutoConfigurationTests {

    private static final EvaluationContext ANNA = EvaluationContext.of("anna");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory", "feature-flags.flags.checkout.enabled=true");

    @Test
    void withRedisTheStoreIsRedis() {
        runner.withPropertyValues(
                        "feature-flags.store=redis", "feature-flags.redis.startup-wait=0", "spring.data.redis.port=1")
                .run(context -> assertThat(context).hasSingleBean(RedisFlagStore.class));
    }

    @Test
    void memoryAnswersFromApplicationYmlWithoutAWarning(CapturedOutput output) {
        runner.run(context -> {
            assertThat(context).hasSingleBean(MemoryStore.class);
            assertThat(context.getBean(FeatureFlags.class).evaluate("checkout", ANNA))
                    .isEqualTo(Evaluation.byDefault("checkout", true, Source.CONFIGURATION));
            assertThat(output).doesNotContain("WARN");
        });
    }

    @Test
    void withoutRedisLibraryTheApplicationStartsWithAWarning(CapturedOutput output) {
        runner.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class, RedisClient.class))
                .withPropertyValues("feature-flags.store=redis")
                .run(context -> {
                    assertThat(context).hasSingleBean(NoStore.class);
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("checkout"))
                            .isTrue();
                    assertThat(output)
                            .containsOnlyOnce(
                                    "feature-flags.store is redis, and there is no single" + " RedisConnectionFactory");
                });
    }

    @Test
    void withTwoConnectionFactoriesTheApplicationStartsWithAWarning(CapturedOutput output) {
        runner.withPropertyValues("feature-flags.store=redis")
                .withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
                .withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
                .run(context -> {
                    assertThat(context).hasSingleBean(NoStore.class);
                    assertThat(output).containsOnlyOnce("or several and none of them @FeatureFlagsRedis or @Primary");
                });
    }

    @Test
    void withoutCaffeineEverythingWorks() {
        runner.withClassLoader(new FilteredClassLoader(Caffeine.class))
                .withBean(SettableStore.class)
                .run(context -> {
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("late"))
                            .isFalse();
                    context.getBean(SettableStore.class).set("late", "true");
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("late"))
                            .isTrue();
                });
    }

    @Test
    void springSecurityProvidesTheUserIfPresent() {
        runner.run(context -> assertThat(context).hasSingleBean(SpringSecurityContextProvider.class));
        runner.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class))
                .run(context -> assertThat(
                                context.getBean(EvaluationContextProvider.class).currentContext())
                        .isEqualTo(EvaluationContext.anonymous()));
    }

    @Test
    void beansOfTheApplicationWin() {
        EvaluationContextProvider provider = () -> ANNA;
        FlagValueParser parser = text -> FlagValue.of(text.equals("ja"));
        runner.withBean(SettableStore.class)
                .withBean("mine", EvaluationContextProvider.class, () -> provider)
                .withBean(FlagValueParser.class, () -> parser)
                .run(context -> {
                    assertThat(context.getBean(EvaluationContextProvider.class)).isSameAs(provider);
                    assertThat(context.getBean(FlagValueParser.class)).isSameAs(parser);
                    assertThat(context.getBean(FlagStore.class)).isInstanceOf(SettableStore.class);
                    context.getBean(SettableStore.class).set("checkout", "nein");
                    assertThat(context.getBean(FeatureFlags.class).isEnabled("checkout"))
                            .isFalse();
                });
    }

    @Test
    void editorUsesTheParserOfTheApplication() {
        runner.run(context -> assertThat(context.getBean(FlagValueEditor.class).edit("10%", Map.of("percentage", 20)))
                .isEqualTo("{\"percentage\": 20}"));
        FlagValueParser parser = text -> {
            throw new InvalidFlagValueException("nothing is");
        };
        runner.withBean(FlagValueParser.class, () -> parser)
                .run(context -> assertThatExceptionOfType(InvalidFlagValueException.class)
                        .isThrownBy(() -> context.getBean(FlagValueEditor.class).edit("true", Map.of()))
                        .withMessage("the present value is not understood: nothing is"));
        FlagValueEditor editor = (value, changes) -> "true";
        runner.withBean(FlagValueEditor.class, () -> editor)
                .run(context ->
                        assertThat(context).getBean(FlagValueEditor.class).isSameAs(editor));
    }

    @Test
    void routeRunsOneOfTheTwo() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.route("checkout", () -> "new", () -> "legacy")).isEqualTo("new");
            assertThat(flags.route("unknown", () -> "new", () -> "legacy")).isEqualTo("legacy");
        });
    }

    @Test
    void clockOfTheApplicationDecidesWindows() {
        SettableStore store = new SettableStore();
        store.set("flag", "{\"from\": \"2999-01-01T00:00:00Z\"}");
        runner.withBean(FlagStore.class, () -> store)
                .withBean(Clock.class, () -> Clock.fixed(Instant.parse("2999-01-01T00:00:00Z"), ZoneOffset.UTC))
                .withPropertyValues("feature-flags.flags.flag.enabled=false")
                .run(context -> assertThat(context.getBean(FeatureFlags.class).isEnabled("flag"))
                        .isTrue());
        runner.withBean(FlagStore.class, () -> store)
                .withPropertyValues("feature-flags.flags.flag.enabled=true")
                .run(context -> assertThat(context.getBean(FeatureFlags.class).isEnabled("flag"))
                        .isFalse());
    }
}
