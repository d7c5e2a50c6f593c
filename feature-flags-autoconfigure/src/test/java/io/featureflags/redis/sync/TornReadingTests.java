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

/** More flags than one command reads: Redis may lose or swap its data between two commands of one reading. */
@Tag("waiting")
class TornReadingTests {

    private final RedisProcess redis = RedisProcess.start();

    private final TcpRelay relay = TcpRelay.to(redis.port());

    @AfterEach
    void stop() {
        relay.close();
        redis.close();
    }

    @Test // R49. In about one of four flushes, fewer than half of the flags seem to be deleted.
    void flushDuringAReadingIsNoDeletionOfTheLaterFlags() {
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
        checkThatNoneFlips(
                SyncMode.POLLING,
                20,
                names(1_400),
                () -> redis.run("FLUSHALL"),
                () -> setAll(names(1_400)),
                "spring.data.redis.username=shop",
                "spring.data.redis.password=secret",
                "feature-flags.redis.poll-interval=10ms");
    }

    @Test // More commands than are sent at the same time. Redis does not report the swap.
    void swapOfDatabasesDuringAReadingIsNoDeletionOfTheLaterFlags() {
        checkThatNoneFlips(
                SyncMode.TRACKING,
                5,
                names(6_000),
                this::swapDuringAReading,
                () -> redis.run("SWAPDB", "0", "9"),
                "feature-flags.redis.reconcile-interval=100ms");
    }

    /** Swaps the databases when the first half of the flags was read. */
    private void swapDuringAReading() {
        long before = Shop.calls(redis, "mget");
        Shop.soon("a reading began").until(() -> Shop.calls(redis, "mget") > before + 6);
        redis.run("SWAPDB", "0", "9");
    }

    private void checkThatNoneFlips(
            SyncMode mode, int losses, List<String> names, Runnable lose, Runnable restore, String... properties) {
        relay.delay(Duration.ofMillis(5));
        setAll(names);
        Shop.on(relay.port(), properties).withPropertyValues(Shop.allOff(names)).run(context -> {
            Shop shop = Shop.of(context);
            for (int loss = 0; loss < losses; loss++) {
                shop.awaitMode(mode);
                Shop.soon("all are in Redis").until(() -> all(names, shop, Source.REDIS));
                lose.run();
                Shop.soon("all are kept")
                        .failFast("a flag has flipped", () -> !names.stream().allMatch(shop::isEnabled))
                        .until(() -> all(names, shop, Source.LAST_KNOWN));
                restore.run();
            }
        });
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "flag_" + number).toList();
    }

    private static boolean all(List<String> names, Shop shop, Source source) {
        return names.stream().allMatch(name -> shop.source(name) == source);
    }

    private void setAll(List<String> names) {
        redis.run(Stream.concat(Stream.of("MSET"), names.stream().flatMap(name -> Stream.of("feature:" + name, "true")))
                .toArray(String[]::new));
    }
}
