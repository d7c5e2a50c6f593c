package io.featureflags.benchmarks.sync;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.benchmarks.WithoutMeters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Applications on one Redis, each a Spring context with the starter only. */
final class Instances implements AutoCloseable {

    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    private final List<FeatureFlags> flags = new ArrayList<>();

    private Instances() {}

    static Instances start(MeasuredRedis redis, Options options, int count, String... properties) {
        return start(redis.port(), options, count, properties);
    }

    /** Starts applications one after the other, with additional properties. */
    static Instances start(int redisPort, Options options, int count, String... properties) {
        Instances instances = new Instances();
        try {
            for (int number = 0; number < count; number++) {
                instances.add(redisPort, options, number, properties);
            }
            return instances;
        } catch (RuntimeException ex) {
            instances.close();
            throw ex;
        }
    }

    private void add(int redisPort, Options options, int number, String... properties) {
        // As arguments, which take precedence over another Redis in the environment of this machine.
        List<String> arguments = new ArrayList<>(List.of(
                WithoutMeters.argument(),
                "--spring.application.name=instance-" + number,
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redisPort,
                "--feature-flags.redis.poll-interval=" + options.pollMillis() + "ms"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(StarterApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.main.log-startup-info=false",
                        // A frozen Redis is intended here, and the output is for tables.
                        "logging.level.root=error")
                .run(arguments.toArray(String[]::new));
        contexts.add(context);
        flags.add(context.getBean(FeatureFlags.class));
    }

    int count() {
        return contexts.size();
    }

    FeatureFlags flags(int instance) {
        return flags.get(instance);
    }

    /** Checks the given number of flags in each instance, until all are on as in Redis. */
    void learn(int count) {
        learn(0, count);
    }

    /** Checks the flags from one number up to another in each instance, until all are on as in Redis. */
    void learn(int from, int to) {
        Waiting.until("all flags are on in all instances", () -> {
            boolean all = true;
            for (FeatureFlags instance : flags) {
                for (int number = from; number < to; number++) {
                    all &= instance.isEnabled(MeasuredRedis.flag(number));
                }
            }
            return all;
        });
    }

    /** Returns the source of the first instance's answer for the first flag. */
    Source source() {
        return flags.get(0)
                .evaluate(MeasuredRedis.flag(0), EvaluationContext.anonymous())
                .source();
    }

    @Override
    public void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class StarterApplication {}
}
