package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.RedisProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

/** The first call of a flag has its value of Redis, however early in the start it is made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstCallTests {

    private static final int FLAGS = 50;

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + redis.port(), "feature-flags.redis.startup-wait=20s");

    @AfterAll
    void stop() {
        redis.close();
    }

    @Test
    void callsFromEveryStageOfTheStartRunTheNewCode() {
        redis.run("SET", "feature:greeting", "true");
        redis.run("SET", "feature:in_yml", "true");

        runner.withPropertyValues("feature-flags.flags.in_yml.enabled=false")
                .withBean(Greeting.class)
                .withBean(EarlyCaller.class)
                .run(context -> assertThat(context.getBean(EarlyCaller.class).heard)
                        .containsExactly(
                                "constructor new true",
                                "afterPropertiesSet new true",
                                "afterSingletonsInstantiated new true",
                                "start new true"));
    }

    @Test
    void applicationThatMakesItsBeansAtTheFirstCallHasTheValueAtOnce() {
        redis.run("SET", "feature:greeting", "true");

        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withBean(Greeting.class)
                .run(context ->
                        assertThat(context.getBean(Greeting.class).greet()).isEqualTo("new"));
    }

    @Test
    void flagsOfAllToggledBeansTakeNoReadingEach() {
        redis.run("SET", "feature:many_49", "true");
        redis.run("CONFIG", "RESETSTAT");

        runner.withBean(ManyFlags.class)
                .run(context -> assertThat(
                                context.getBean(ManyFlags.class).last.isEnabled(EvaluationContext::anonymous))
                        .isTrue());

        assertThat(readings()).isBetween(1, FLAGS / 5);
    }

    private int readings() {
        String line = redis.run("INFO", "commandstats")
                .lines()
                .filter(each -> each.startsWith("cmdstat_mget:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceFirst("cmdstat_mget:calls=(\\d+),.*", "$1"));
    }

    static class Greeting {

        @FeatureToggle(value = "greeting", fallback = "legacy")
        public String greet() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    /** As the proxies of so many toggled beans do. */
    static class ManyFlags {

        private final Flag last;

        ManyFlags(FlagRegistry registry) {
            last = IntStream.range(0, FLAGS)
                    .mapToObj(flag -> registry.register("many_" + flag, false))
                    .reduce((before, after) -> after)
                    .orElseThrow();
        }
    }

    static class EarlyCaller implements InitializingBean, SmartInitializingSingleton, SmartLifecycle {

        private final Greeting greeting;

        private final FeatureFlags flags;

        private final List<String> heard = new ArrayList<>();

        EarlyCaller(Greeting greeting, FeatureFlags flags) {
            this.greeting = greeting;
            this.flags = flags;
            call("constructor");
        }

        private void call(String stage) {
            heard.add(stage + " " + greeting.greet() + " " + flags.isEnabled("in_yml"));
        }

        @Override
        public void afterPropertiesSet() {
            call("afterPropertiesSet");
        }

        @Override
        public void afterSingletonsInstantiated() {
            call("afterSingletonsInstantiated");
        }

        @Override
        public void start() {
            call("start");
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return heard.size() > 3;
        }
    }
}
