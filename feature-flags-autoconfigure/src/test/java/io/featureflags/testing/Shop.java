package io.featureflags.testing;

import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * An application whose flags are in Redis, as tests of faults see it. Its {@code application.yml} says that
 * {@code checkout} is off, and it reads anew so rarely that nothing but what Redis tells can be the cause of a change.
 */
public record Shop(FeatureFlags flags, RedisFlagStore store) {

    /** What a minimal user of Redis has: what README names. */
    public static final List<String> MINIMAL = List.of(
            "~feature:*",
            "+mget",
            "+get",
            "+strlen",
            "+exists",
            "+ping",
            "+hello",
            "+client|tracking",
            "+client|setname");

    /** Far more than anything here takes: a busy machine must not fail a test. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(10);

    public static ApplicationContextRunner on(int port, String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        "spring.application.name=shop",
                        "spring.data.redis.port=" + port,
                        "feature-flags.redis.startup-wait=20s",
                        "feature-flags.redis.poll-interval=1h",
                        "feature-flags.redis.reconcile-interval=1h",
                        "feature-flags.flags.checkout.enabled=false")
                .withPropertyValues(properties);
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
        soon(flag + " is " + enabled).until(() -> isEnabled(flag) == enabled);
    }

    public void awaitSource(String flag, Source source) {
        soon(flag + " is from " + source).until(() -> source(flag) == source);
    }

    public void awaitMode(SyncMode mode) {
        soon("the mode is " + mode).until(() -> status().mode() == mode);
    }

    /** Waits until the flag's value is on record: what the application does by itself at its start is done then. */
    public static void awaitRecorded(RedisProcess redis, String flag) {
        soon(flag + " is on record")
                .until(() ->
                        redis.run("EXISTS", "audit-last:{feature:" + flag + "}").contains("1"));
    }

    public static ConditionFactory soon(String what) {
        return await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PAUSE);
    }

    /** Waits for a time, during which something must hold without a break. */
    public static void holds(String what, Duration time, Callable<Boolean> condition) {
        long end = System.nanoTime() + time.toNanos();
        soon(what)
                .atMost(time.plus(LIMIT))
                .failFast(what, () -> !condition.call())
                .until(() -> System.nanoTime() - end >= 0);
    }

    /** How often Redis was sent a command, by anybody. */
    public static long calls(RedisProcess redis, String command) {
        return Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
                .matcher(redis.run("INFO", "commandstats"))
                .results()
                .map((MatchResult result) -> Long.valueOf(result.group(1)))
                .findFirst()
                .orElse(0L);
    }
}
