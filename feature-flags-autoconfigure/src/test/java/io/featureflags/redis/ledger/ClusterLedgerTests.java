package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FlagWrite;
import io.featureflags.spi.FlagLedger;
import io.featureflags.testing.FlagLedgerContract;
import io.featureflags.testing.RedisCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The audit trail in a cluster: that of each flag is in the flag's slot. */
@Tag("waiting")
class ClusterLedgerTests extends FlagLedgerContract {

    private static RedisCluster cluster;

    private static LettuceConnectionFactory source;

    private static RedisFlagLedger ledger;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
        RedisClusterConfiguration nodes = new RedisClusterConfiguration();
        cluster.ports().forEach(port -> nodes.addClusterNode(new RedisNode("127.0.0.1", port)));
        source = new LettuceConnectionFactory(nodes);
        source.afterPropertiesSet();
        ledger = LedgerServers.ledger(source, LedgerServers::ignore);
    }

    @AfterAll
    static void stop() {
        ledger.stop();
        source.destroy();
        cluster.close();
    }

    @Override
    protected FlagLedger ledger() {
        return ledger;
    }

    @Test
    void flagsOfAllMastersAreWrittenAndFound() {
        List<String> names =
                IntStream.range(0, 30).mapToObj(flag -> "flag" + flag).toList();
        names.forEach(name -> ledger.write(name, "true", FlagWrite.by("ada")));

        assertThat(names.stream().map(name -> cluster.owner("feature:" + name)).distinct())
                .hasSize(3);
        assertThat(ledger.names()).containsAll(names);
        assertThat(names).allMatch(name -> ledger.history(name, 10).size() == 1);
    }

    @Test
    void movedSlotKeepsItsHistory() {
        ledger.write("moved", "true", FlagWrite.by("ada"));
        cluster.moveSlot("feature:moved", (cluster.owner("feature:moved") + 1) % 3);
        ledger.write("moved", "false", FlagWrite.by("ada"));

        assertThat(ledger.history("moved", 10)).hasSize(2);
    }
}
