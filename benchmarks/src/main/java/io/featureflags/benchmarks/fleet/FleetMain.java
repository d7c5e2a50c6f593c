package io.featureflags.benchmarks.fleet;

import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Several instances in one JVM. Answers each line of its input with the time at which the last instance has fulfilled it:
 * {@code on} and {@code off} wait for that answer of the first flag, {@code up} and {@code down} for the mode, {@code stop}
 * and {@code start} stop and start all instances at once.
 */
final class FleetMain {

    private static final long PAUSE = 300_000;

    private FleetMain() {}

    /** Runs until the end of the input. The arguments are the port of Redis, and the numbers of instances and flags. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<ConfigurableApplicationContext> contexts = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            contexts.add(start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[2])));
        }
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String request = "up"; request != null; request = requests.readLine()) {
            switch (request) {
                case "on" -> await(contexts, context -> isEnabled(context));
                case "off" -> await(contexts, context -> !isEnabled(context));
                case "up" -> await(contexts, context -> mode(context) == SyncMode.TRACKING);
                case "down" -> await(contexts, context -> mode(context) == SyncMode.DOWN);
                case "stop" -> each(contexts, ConfigurableApplicationContext::stop);
                case "start" -> each(contexts, ConfigurableApplicationContext::start);
                default -> throw new IllegalArgumentException(request);
            }
            System.out.println("at " + System.nanoTime());
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext start(int port, int flags) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.application.name=fleet",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + port,
                "--spring.main.banner-mode=off",
                "--logging.level.root=off"));
        for (int number = 0; number < flags; number++) {
            arguments.add("--feature-flags.flags." + FleetRedis.flag(number) + ".enabled=false");
        }
        return new SpringApplicationBuilder(StarterApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    private static boolean isEnabled(ConfigurableApplicationContext context) {
        return context.getBean(FeatureFlags.class).isEnabled(FleetRedis.flag(0));
    }

    private static SyncMode mode(ConfigurableApplicationContext context) {
        return context.getBean(FlagStore.class).status().mode();
    }

    private static void await(
            List<ConfigurableApplicationContext> contexts, Predicate<ConfigurableApplicationContext> condition) {
        for (ConfigurableApplicationContext context : contexts) {
            while (!condition.test(context)) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static void each(List<ConfigurableApplicationContext> contexts, Step step) throws InterruptedException {
        List<Thread> threads = contexts.stream()
                .map(context -> new Thread(() -> step.run(context)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private interface Step {
        void run(ConfigurableApplicationContext context);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class StarterApplication {}
}
