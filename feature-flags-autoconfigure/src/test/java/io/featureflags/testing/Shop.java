package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * An application named shop with its flags in Redis, as tests see it. This class has the factories of its runners, and
 * the waits of the tests.
 */
public record Shop(FeatureFlags flags, RedisFlagStore store) {

    /** The permissions of a minimal user of Redis, as README lists them. */
    public static final List<String> MINIMAL = List.of(
            "~feature:*",
            "+mget",
            "+get",
            "+strlen",
            "+exists",
            "+pttl",
            "+hello",
            "+client|tracking",
            "+client|setname");

    /** The name of the connections that follow flags; that of the audit trail has another. */
    private static final String CONNECTION = "shop-flags";

    /** Far more than the two or three seconds that are promised: the machine of a build is busy. */
    private static final Duration FOLLOW_LIMIT = Duration.ofSeconds(15);

    /** Far more than any test takes: a busy machine must not fail a test. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Creates a runner with the auto-configurations of Redis and feature flags, and only the given properties. */
    public static ApplicationContextRunner runner(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    /**
     * Creates a runner for tests of faults. In {@code application.yml}, {@code checkout} is off. The application reads
     * all flags so rarely that only a report of Redis can cause a change.
     */
    public static ApplicationContextRunner on(int port, String... properties) {
        return runner(
                        "spring.application.name=shop",
                        "spring.data.redis.port=" + port,
                        "feature-flags.redis.startup-wait=20s",
                        "feature-flags.redis.poll-interval=1h",
                        "feature-flags.redis.reconcile-interval=1h",
                        "feature-flags.flags.checkout.enabled=false")
                .withPropertyValues(properties);
    }

    /**
     * Creates a runner whose {@code application.yml} has these flags, all off. It waits for the first values at its
     * start.
     */
    public static ApplicationContextRunner withFlags(Collection<String> names) {
        return runner("spring.application.name=shop", "feature-flags.redis.startup-wait=10s")
                .withPropertyValues(allOff(names));
    }

    /** Returns the properties that set flags to off in {@code application.yml}. */
    public static String[] allOff(Collection<String> names) {
        return names.stream()
                .map(name -> "feature-flags.flags." + name + ".enabled=false")
                .toArray(String[]::new);
    }

    /** Returns the addresses of nodes on this machine, as the properties of Spring Boot list them. */
    public static String addresses(Collection<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    public static Shop of(ApplicationContext context) {
        return new Shop(context.getBean(FeatureFlags.class), context.getBean(RedisFlagStore.class));
    }

    public boolean isEnabled(String flag) {
        return flags.isEnabled(flag);
    }

    public Source source(String flag) {
        return flags.evaluate(flag, EvaluationContext.anonymous()).source();
    }

    public SyncStatus status() {
        return store.status();
    }

    public void awaitEnabled(String flag, boolean enabled) {
        follow(flag + " is " + enabled).until(() -> isEnabled(flag) == enabled);
    }

    public void awaitSource(String flag, Source source) {
        follow(flag + " is from " + source)
                .untilAsserted(() -> assertThat(source(flag)).as(flag).isEqualTo(source));
    }

    public void awaitMode(SyncMode mode) {
        unhurried("the mode is " + mode)
                .untilAsserted(
                        () -> assertThat(status().mode()).as("%s", status()).isEqualTo(mode));
    }

    /** Waits until every flag has the expected value, and has it from Redis. */
    public void awaitAgreement(Map<String, Boolean> expected) {
        unhurried("all flags agree with Redis")
                .untilAsserted(() -> assertThat(expected).allSatisfy((flag, enabled) -> {
                    assertThat(isEnabled(flag)).as(flag).isEqualTo(enabled);
                    assertThat(source(flag)).as(flag).isEqualTo(Source.REDIS);
                }));
    }

    /** Waits at least 100 ms, so that the audit trail has connected, too, before the next fault. */
    private static ConditionFactory unhurried(String what) {
        return await(what).atMost(FOLLOW_LIMIT);
    }

    private static ConditionFactory follow(String what) {
        return soon(what).atMost(FOLLOW_LIMIT);
    }

    /** Waits until the flag's value is recorded, which the application does by itself after its start. */
    public static void awaitRecorded(RedisProcess redis, String flag) {
        soon(flag + " is recorded")
                .until(() ->
                        redis.run("EXISTS", "audit-last:{feature:" + flag + "}").contains("1"));
    }

    public static ConditionFactory soon(String what) {
        return await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PAUSE);
    }

    /** Waits for a time, during which a condition must hold without a break. */
    public static void holds(String what, Duration time, Callable<Boolean> condition) {
        long end = System.nanoTime() + time.toNanos();
        soon(what)
                .atMost(time.plus(LIMIT))
                .failFast(what, () -> !condition.call())
                .until(() -> System.nanoTime() - end >= 0);
    }

    /** Returns how often Redis received a command, from any client. */
    public static long calls(RedisProcess redis, String command) {
        return Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
                .matcher(redis.run("INFO", "commandstats"))
                .results()
                .map((MatchResult result) -> Long.valueOf(result.group(1)))
                .findFirst()
                .orElse(0L);
    }

    /** Returns the connections that follow flags, as a server lists them. */
    public static List<String> connections(RedisProcess server) {
        return server.run("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains(" name=" + CONNECTION + " "))
                .toList();
    }
}
