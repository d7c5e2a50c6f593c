package io.featureflags.redis.chaos;

import io.featureflags.testing.ImportFlagAutoConfigurations;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A shop whose checkout is visited some 400 times a second, each time by another user, in a process or beside a test. */
final class GuardedShop implements AutoCloseable {

    private static final String PLAN = "\"rollout\": {\"steps\": [10, 50, 100], \"every\": \"10s\", \"calls\": 50}}";

    private final ConfigurableApplicationContext context;

    private final Thread visits = new Thread(this::visit, "visits");

    private volatile boolean closed;

    private GuardedShop(String... properties) {
        context = new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=shop",
                        "feature-flags.redis.startup-wait=20s",
                        "spring.main.banner-mode=off")
                .properties(properties)
                .run();
        visits.start();
    }

    /** Starts it beside a test. */
    static GuardedShop start(String... properties) {
        return new GuardedShop(properties);
    }

    /** Runs until the process is killed. Arguments: the port of Redis, the seconds that the clock is ahead, failing users. */
    public static void main(String[] arguments) {
        GuardedShop shop = start("spring.data.redis.port=" + arguments[0], "ahead=" + arguments[1]);
        shop.fail(Integer.parseInt(arguments[2]));
        System.out.println("started !");
    }

    /** Returns the plan with a percentage. */
    static String planAt(int percentage) {
        return "{\"percentage\": " + percentage + ", " + PLAN;
    }

    /** Lets the new code fail for one user in a number; for none with 0. */
    void fail(int oneIn) {
        context.getBean(GuardedCheckout.Trouble.class).set(oneIn);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private void visit() {
        GuardedCheckout checkout = context.getBean(GuardedCheckout.class);
        while (!closed) {
            try {
                checkout.pay("user_" + ThreadLocalRandom.current().nextLong());
            } catch (IllegalStateException ex) {
                // The new code has failed.
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(2500));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            visits.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    @ImportFlagAutoConfigurations
    static class Beans {

        @Bean
        GuardedCheckout.Trouble trouble() {
            return new GuardedCheckout.Trouble();
        }

        @Bean
        GuardedCheckout checkout(GuardedCheckout.Trouble trouble) {
            return new GuardedCheckout(trouble);
        }

        @Bean
        Clock clock(Environment environment) {
            return Clock.offset(
                    Clock.systemUTC(), Duration.ofSeconds(environment.getProperty("ahead", Long.class, 0L)));
        }
    }
}
