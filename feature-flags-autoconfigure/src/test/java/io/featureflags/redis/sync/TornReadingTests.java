package io.featureflags.redis.sync;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More flags than one command reads: Redis may lose its data between two commands of the same reading. */
@Tag("fault")
class TornReadingTests {

    private static final List<String> NAMES =
            IntStream.range(0, 1_400).mapToObj(number -> "flag_" + number).toList();

    /** The chance that a flush meets a reading so that less than half seems to be gone is about one in four. */
    private static final int FLUSHES = 20;

    private final RedisProcess redis = RedisProcess.start();

    private final TcpRelay relay = TcpRelay.to(redis.port());

    @AfterEach
    void stop() {
        relay.close();
        redis.close();
    }

    @Test // R49
    void flushInTheMiddleOfAReadingIsNoDeletionOfTheFlagsThatAreReadAfterIt() {
        redis.run(
                "ACL",
                "SETUSER",
                "shop",
                "on",
                ">secret",
                "~feature:*",
                "+mget",
                "+get",
                "+strlen",
                "+exists",
                "+ping");
        relay.delay(Duration.ofMillis(5));
        String[] configured = NAMES.stream()
                .map(name -> "feature-flags.flags." + name + ".enabled=false")
                .toArray(String[]::new);
        setAll();
        Shop.on(
                        relay.port(),
                        "spring.data.redis.username=shop",
                        "spring.data.redis.password=secret",
                        "feature-flags.redis.poll-interval=10ms")
                .withPropertyValues(configured)
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.POLLING);
                    for (int flush = 0; flush < FLUSHES; flush++) {
                        Shop.soon("all are in Redis").until(() -> all(shop, Source.REDIS));
                        redis.run("FLUSHALL");
                        Shop.soon("all are kept")
                                .failFast(
                                        "a flag has turned over",
                                        () -> !NAMES.stream().allMatch(shop::isEnabled))
                                .until(() -> all(shop, Source.LAST_KNOWN));
                        setAll();
                    }
                });
    }

    private static boolean all(Shop shop, Source source) {
        return NAMES.stream().allMatch(name -> shop.source(name) == source);
    }

    private void setAll() {
        redis.run(Stream.concat(Stream.of("MSET"), NAMES.stream().flatMap(name -> Stream.of("feature:" + name, "true")))
                .toArray(String[]::new));
    }
}
