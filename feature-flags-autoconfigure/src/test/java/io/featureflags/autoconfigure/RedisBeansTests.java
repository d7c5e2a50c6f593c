package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RedisProcess;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/** R33: the Redis beans of the application stay unchanged, and one of several can be chosen. */
class RedisBeansTests {

    private static final RedisProcess first = RedisProcess.start();

    private static final RedisProcess second = RedisProcess.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
            .withPropertyValues(
                    "first=" + first.port(),
                    "second=" + second.port(),
                    "feature-flags.redis.startup-wait=10s",
                    "feature-flags.flags.checkout.enabled=true");

    @BeforeAll
    static void start() {
        first.run("SET", "feature:checkout", "{\"users\": [\"first\"]}");
        second.run("SET", "feature:checkout", "{\"users\": [\"second\"]}");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    @DisplayName("R33: no RedisConnectionFactory: the application starts, and flags answer from application.yml")
    void startsWithoutAFactory() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withPropertyValues("feature-flags.flags.checkout.enabled=true")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(source(context)).isEqualTo(Source.CONFIGURATION);
                });
    }

    @Test
    @DisplayName("R33: one RedisConnectionFactory is the one")
    void takesTheOnlyFactory() {
        runner.withPropertyValues("spring.data.redis.port=" + second.port())
                .run(context -> assertThat(followed(context)).isEqualTo("second"));
    }

    @Test
    @DisplayName("R33: two factories and no choice: the application starts, and flags answer from application.yml")
    void startsWithTwoFactoriesOfWhichNoneIsChosen() {
        runner.withUserConfiguration(Two.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(source(context)).isEqualTo(Source.CONFIGURATION);
        });
    }

    @Test
    @DisplayName("R33: @FeatureFlagsRedis chooses one of two")
    void takesTheFactoryThatIsChosen() {
        runner.withUserConfiguration(Chosen.class)
                .run(context -> assertThat(followed(context)).isEqualTo("second"));
    }

    @Test
    @DisplayName("R33: @Primary chooses one of two")
    void takesThePrimaryFactory() {
        runner.withUserConfiguration(PrimaryOfTwo.class)
                .run(context -> assertThat(followed(context)).isEqualTo("first"));
    }

    @Test
    @DisplayName("R33: @FeatureFlagsRedis has precedence over @Primary")
    void choiceForFlagsHasPrecedenceOverThePrimaryFactory() {
        runner.withUserConfiguration(ChosenBesidesPrimary.class)
                .run(context -> assertThat(followed(context)).isEqualTo("second"));
    }

    @Test
    @DisplayName("R33: no Redis bean is added, and injecting a template works as without this library")
    void addsNoRedisBean() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .run(without -> runner.withPropertyValues("spring.data.redis.port=" + first.port())
                        .withUserConfiguration(UserOfTemplates.class)
                        .run(with -> {
                            for (Class<?> type : List.of(
                                    RedisConnectionFactory.class,
                                    ReactiveRedisConnectionFactory.class,
                                    RedisOperations.class)) {
                                assertThat(with.getBeanNamesForType(type))
                                        .containsExactlyInAnyOrder(without.getBeanNamesForType(type));
                            }
                            UserOfTemplates.Templates templates = with.getBean(UserOfTemplates.Templates.class);
                            templates.text().opsForValue().set("mine", "kept");
                            assertThat(first.run("GET", "mine")).isEqualTo("kept");
                            templates.objects().opsForValue().set("object", 1);
                            assertThat(templates.objects().opsForValue().get("object"))
                                    .isEqualTo(1);
                            assertThat(followed(with)).isEqualTo("first");
                        }));
    }

    private static Source source(ApplicationContext context) {
        return context.getBean(FeatureFlags.class)
                .evaluate("checkout", EvaluationContext.anonymous())
                .source();
    }

    /** Returns the Redis whose value is followed. */
    private static String followed(ApplicationContext context) {
        FeatureFlags flags = context.getBean(FeatureFlags.class);
        await().until(() -> source(context) == Source.REDIS);
        boolean isFirst = flags.isEnabled("checkout", EvaluationContext.of("first"));
        assertThat(flags.isEnabled("checkout", EvaluationContext.of("second"))).isNotEqualTo(isFirst);
        return isFirst ? "first" : "second";
    }

    private static RedisConnectionFactory factory(Environment environment, String port) {
        return new LettuceConnectionFactory("127.0.0.1", environment.getRequiredProperty(port, Integer.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Two {

        @Bean
        RedisConnectionFactory one(Environment environment) {
            return factory(environment, "first");
        }

        @Bean
        RedisConnectionFactory other(Environment environment) {
            return factory(environment, "second");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Chosen {

        @Bean
        RedisConnectionFactory one(Environment environment) {
            return factory(environment, "first");
        }

        @Bean
        @FeatureFlagsRedis
        RedisConnectionFactory other(Environment environment) {
            return factory(environment, "second");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryOfTwo {

        @Bean
        @Primary
        RedisConnectionFactory one(Environment environment) {
            return factory(environment, "first");
        }

        @Bean
        RedisConnectionFactory other(Environment environment) {
            return factory(environment, "second");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ChosenBesidesPrimary {

        @Bean
        @Primary
        RedisConnectionFactory one(Environment environment) {
            return factory(environment, "first");
        }

        @Bean
        @FeatureFlagsRedis
        RedisConnectionFactory other(Environment environment) {
            return factory(environment, "second");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class UserOfTemplates {

        @Bean
        Templates templates(RedisTemplate<Object, Object> objects, StringRedisTemplate text) {
            return new Templates(objects, text);
        }

        record Templates(RedisTemplate<Object, Object> objects, StringRedisTemplate text) {}
    }
}
