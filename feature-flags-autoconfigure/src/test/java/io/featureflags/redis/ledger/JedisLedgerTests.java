package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.FlagLedger;
import io.featureflags.testing.FlagLedgerContract;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

/** The audit trail on Jedis, without Lettuce. Runs separately, with its own class path. */
@Tag("jedis")
class JedisLedgerTests extends FlagLedgerContract {

    private static final RedisSettings SETTINGS = new RedisSettings(
            "feature:", Duration.ofMillis(500), Duration.ofHours(1), Duration.ofHours(1), 1_000_000, "shop-flags");

    private static RedisProcess redis;

    private static JedisConnectionFactory source;

    private static RedisFlagLedger ledger;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        source = new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redis.port()));
        source.afterPropertiesSet();
        ledger = new RedisFlagLedger(
                new SpringDataSource(source, null),
                SETTINGS,
                new LedgerSettings(1000, Duration.ofDays(90), "shop"),
                entry -> {});
    }

    @AfterAll
    static void stop() {
        ledger.stop();
        source.destroy();
        redis.close();
    }

    @Override
    protected FlagLedger ledger() {
        return ledger;
    }

    @Test
    void rolloutIsCountedAndRead() {
        ledger.write("counted", RolloutBatches.plan(1), FlagWrite.by("ada"));
        assertThat(ledger.rollouts().progress("counted")).isNull();
        RolloutProgress progress = Objects.requireNonNull(ledger.rollouts()
                .count("counted", RolloutBatches.failed(RolloutBatches.at(1), List.of(1), List.of(2, 3))));

        assertThat(progress.present().counts()).isEqualTo(new RolloutCounts(1, 2, 1, 2, 0, 0));
        assertThat(Objects.requireNonNull(ledger.rollouts().progress("counted")).present())
                .isEqualTo(progress.present());
    }

    @Test
    void frozenRedisFailsWithinFiveSecondsAndDoesNoHarmLater() {
        ledger.write("frozen", "true", FlagWrite.by("ada"));
        FlagWrite write = FlagWrite.by("ada");
        redis.freeze();
        long start = System.nanoTime();
        assertThatExceptionOfType(FlagStoreException.class)
                .isThrownBy(() -> ledger.write("frozen", "false", write))
                .withMessageContaining(write.request());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        redis.thaw();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> ledger.write("frozen", "false", write) != null);
        assertThat(ledger.history("frozen", 10)).hasSize(2);
    }

    @Test
    void scriptMissingInRedisIsSentAgain() {
        ledger.write("forgotten", "true", FlagWrite.by("ada"));
        redis.run("SCRIPT", "FLUSH");

        assertThat(ledger.write("forgotten", "false", FlagWrite.by("ada"))).isNotNull();
    }
}
