package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** R35: what an application may do a hundred times without a connection more than before. */
public final class Restarts {

    private static final int ROUNDS = 100;

    private static final int EACH = 100;

    private Restarts() {}

    /** Restarts and changes and asks again and again, and counts the connections before and after. */
    public static void leaveNothingBehind(ConfigurableApplicationContext context, RedisProcess redis) {
        FollowingApplication app = FollowingApplication.of(context);
        RedisConnectionFactory theirs = context.getBean(RedisConnectionFactory.class);
        use(theirs);
        change(redis, true);
        app.awaitAgreement(Map.of("checkout", true));
        awaitOne(redis);
        long before = count(redis);
        for (int round = 0; round < ROUNDS; round++) {
            context.stop();
            context.start();
            boolean on = round % 2 == 1;
            change(redis, on);
            await().until(() -> app.source("checkout") == Source.REDIS && app.isOn("checkout") == on);
            for (int i = 0; i < EACH; i++) {
                assertThat(app.isOn("checkout")).isEqualTo(on);
            }
        }
        use(theirs); // From a pool of one: it has its connection back, or never had to give it away.
        await().untilAsserted(() -> assertThat(count(redis)).isEqualTo(before));
        awaitOne(redis);
    }

    /** That of the record of changes is closed when there is nothing to do. */
    private static void awaitOne(RedisProcess redis) {
        await().untilAsserted(() ->
                assertThat(FollowingApplication.connections(redis)).hasSize(1));
    }

    private static void use(RedisConnectionFactory theirs) {
        try (RedisConnection connection = theirs.getConnection()) {
            assertThat(connection.ping()).isEqualTo("PONG");
        }
    }

    private static void change(RedisProcess redis, boolean on) {
        redis.run(
                "EVAL",
                "for i = 1, tonumber(ARGV[2]) do redis.call('SET', KEYS[1], ARGV[1]) end",
                "1",
                "feature:checkout",
                Boolean.toString(on),
                Integer.toString(EACH));
    }

    private static long count(RedisProcess redis) {
        return redis.run("CLIENT", "LIST").lines().count();
    }
}
