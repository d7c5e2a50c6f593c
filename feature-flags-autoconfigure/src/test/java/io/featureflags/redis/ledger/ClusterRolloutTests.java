package io.featureflags.redis.ledger;

import static io.featureflags.redis.ledger.RolloutBatches.at;
import static io.featureflags.redis.ledger.RolloutBatches.failed;
import static io.featureflags.redis.ledger.RolloutBatches.next;
import static io.featureflags.redis.ledger.RolloutBatches.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FlagWrite;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import io.featureflags.testing.RedisCluster;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Counts in a cluster: those of each flag are in the flag's slot. */
@Tag("waiting")
class ClusterRolloutTests {

    @Test
    void countsAreInTheSlotOfTheFlagAndMoveWithIt() {
        try (RedisCluster cluster = RedisCluster.start()) {
            RedisClusterConfiguration nodes = new RedisClusterConfiguration();
            cluster.ports().forEach(port -> nodes.addClusterNode(new RedisNode("127.0.0.1", port)));
            LettuceConnectionFactory source = new LettuceConnectionFactory(nodes);
            source.afterPropertiesSet();
            RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);
            try {
                RolloutStore rollouts = ledger.rollouts();
                RolloutBatch batch = failed(at(1), List.of(1), List.of(2, 3));
                for (String flag : List.of("a", "b", "c", "d", "e", "f")) {
                    ledger.write(flag, plan(1), FlagWrite.by("ada"));
                    assertThat(counted(rollouts, flag, batch)).isEqualTo(1);
                }
                cluster.moveSlot("feature:a", (cluster.owner("feature:a") + 1) % 3);

                assertThat(counted(rollouts, "a", next(batch))).isEqualTo(2);
                assertThat(counted(rollouts, "a", next(batch))).isEqualTo(2);
            } finally {
                ledger.stop();
                source.destroy();
            }
        }
    }

    private static long counted(RolloutStore rollouts, String flag, RolloutBatch batch) {
        RolloutProgress progress = Objects.requireNonNull(rollouts.count(flag, batch));
        return progress.present().counts().newCalls();
    }
}
