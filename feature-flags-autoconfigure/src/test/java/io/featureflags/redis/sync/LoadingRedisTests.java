package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A starting Redis, to which the application connects while it loads its data from disk. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class LoadingRedisTests {

    private static final String WRITE_AND_FLUSH =
            "for key = 1, 700 do redis.call('SET', 'past:' .. key, 'x') end redis.call('FLUSHALL')";

    /** Together they take seconds to load, and the server answers clients in between. */
    private static final int FLUSHES = 40;

    @TempDir
    private Path disk;

    private RedisProcess redis;

    private TcpRelay relay;

    @BeforeEach
    void start() {
        redis = RedisProcess.start(
                "--dir", disk.toString(), "--appendonly", "yes", "--appendfsync", "always", "--key-load-delay", "10");
        relay = TcpRelay.to(redis.port());
    }

    @AfterEach
    void stop() {
        relay.close();
        redis.close();
    }

    @Test // R26, R49
    void earlierFlushesLoadedFromDiskAreNoDataLoss(CapturedOutput output) {
        for (int flush = 0; flush < FLUSHES; flush++) {
            redis.run("EVAL", WRITE_AND_FLUSH, "0");
        }
        List<String> names = List.of("checkout", "second", "third", "fourth");
        names.forEach(name -> redis.run("SET", "feature:" + name, "true"));
        Shop.on(relay.port()).run(context -> {
            Shop shop = Shop.of(context);
            Shop.soon("all are on").until(() -> names.stream().allMatch(shop::isEnabled));
            relay.refuse();
            redis.run("DEL", "feature:checkout");
            redis.kill();
            shop.awaitMode(SyncMode.DOWN);
            assertThat(shop.isEnabled("checkout")).isTrue();
            relay.heal();
            redis.restart();

            shop.awaitMode(SyncMode.TRACKING);
            shop.awaitSource("checkout", Source.CONFIGURATION);
            assertThat(shop.isEnabled("checkout")).isFalse();
            assertThat(shop.source("second")).isEqualTo(Source.REDIS);
            assertThat(output).doesNotContain("are gone from the store");
        });
    }
}
