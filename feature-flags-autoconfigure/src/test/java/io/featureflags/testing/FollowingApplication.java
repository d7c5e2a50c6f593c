package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What the tests of all kinds of Redis ask of an application: whether it follows, and how it is connected. */
public record FollowingApplication(FeatureFlags flags, FlagStore store) {

    /** The name of the connections that follow flags; that of the audit trail has another. */
    public static final String CONNECTION = "shop-flags";

    /** Far more than the two or three seconds that are promised: the machine of a build is busy. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    public static FollowingApplication of(ApplicationContext context) {
        return new FollowingApplication(context.getBean(FeatureFlags.class), context.getBean(FlagStore.class));
    }

    /** An application named shop, which waits at its start for the first values. */
    public static ApplicationContextRunner runner(Collection<String> flags) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
                .withPropertyValues("spring.application.name=shop", "feature-flags.redis.startup-wait=10s")
                .withPropertyValues(flags.stream()
                        .map(name -> "feature-flags.flags." + name + ".enabled=false")
                        .toArray(String[]::new));
    }

    public boolean isOn(String flag) {
        return flags.isEnabled(flag);
    }

    public Source source(String flag) {
        return flags.evaluate(flag, EvaluationContext.anonymous()).source();
    }

    public SyncMode mode() {
        return store.status().mode();
    }

    public void awaitMode(SyncMode mode) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(store.status().mode())
                        .as("%s", store.status())
                        .isEqualTo(mode));
    }

    /** Waits until every flag has the value that Redis has. */
    public void awaitAgreement(Map<String, Boolean> expected) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(expected).allSatisfy((flag, on) -> {
                    assertThat(flags.isEnabled(flag)).as(flag).isEqualTo(on);
                    assertThat(source(flag)).as(flag).isEqualTo(Source.REDIS);
                }));
    }

    public void awaitSource(String flag, Source source) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(source(flag)).as(flag).isEqualTo(source));
    }

    /** The connections for flags, as a server lists them. */
    public static List<String> connections(RedisProcess server) {
        return connections(server, CONNECTION);
    }

    public static List<String> connections(RedisProcess server, String name) {
        return server.run("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains(" name=" + name + " "))
                .toList();
    }
}
