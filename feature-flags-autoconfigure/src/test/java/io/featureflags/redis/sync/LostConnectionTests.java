package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that the server or its end closes repeatedly, while flags change. */
@Tag("waiting")
class LostConnectionTests {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void noChangeIsLostWhileTheServerKillsConnections() {
        long seed = System.nanoTime();
        System.out.println("LostConnectionTests seed " + seed);
        Random random = new Random(seed);
        List<String> names =
                IntStream.range(0, 20).mapToObj(flag -> "flag" + flag).toList();
        redis.run(Stream.concat(Stream.of("ACL", "SETUSER", "shop", "on", ">secret"), Shop.MINIMAL.stream())
                .toArray(String[]::new));
        Shop.on(redis.port(), "spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.TRACKING);
                    AtomicBoolean done = new AtomicBoolean();
                    CompletableFuture<Long> kills = CompletableFuture.supplyAsync(() -> {
                        long killed = 0;
                        while (!done.get()) {
                            killed += Long.parseLong(redis.run("CLIENT", "KILL", "USER", "shop"));
                        }
                        return killed;
                    });
                    Map<String, Boolean> last = new HashMap<>();
                    Shop.holds("changing", Duration.ofSeconds(3), () -> {
                        for (String name : names) {
                            boolean value = random.nextBoolean();
                            redis.run("SET", "feature:" + name, Boolean.toString(value));
                            last.put(name, value);
                            shop.isEnabled(name);
                        }
                        return true;
                    });
                    done.set(true);

                    assertThat(kills)
                            .succeedsWithin(Duration.ofSeconds(30))
                            .satisfies(killed -> assertThat(killed).isGreaterThan(5));
                    Shop.soon("all are as they were last set")
                            .until(() -> names.stream()
                                    .allMatch(name -> shop.isEnabled(name) == last.getOrDefault(name, false)));
                    shop.awaitMode(SyncMode.TRACKING);
                });
    }

    @Test // R03
    void repeatedlyKilledServerIsFollowedEachTime() {
        Shop.on(redis.port()).run(context -> {
            Shop shop = Shop.of(context);
            for (int round = 0; round < 6; round++) {
                boolean value = round % 2 == 0;
                redis.run("SET", "feature:checkout", Boolean.toString(value));
                shop.awaitEnabled("checkout", value);
                redis.kill();
                Shop.holds("the last value", Duration.ofMillis(300), () -> shop.isEnabled("checkout") == value);
                redis.restart();
            }
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }
}
