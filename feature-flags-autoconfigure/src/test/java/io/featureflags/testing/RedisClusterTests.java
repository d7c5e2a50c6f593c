package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("waiting")
class RedisClusterTests {

    private static final String KEY = "feature:checkout";

    @Test
    void sendsEachKeyToItsMaster() {
        try (RedisCluster cluster = RedisCluster.start()) {
            assertThat(cluster.ports()).hasSize(3).doesNotHaveDuplicates();
            IntStream.range(0, 30).forEach(i -> cluster.run("SET", "key" + i, "value" + i));
            assertThat(IntStream.range(0, 30).mapToObj(i -> cluster.run("GET", "key" + i)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(i -> "value" + i).toList());
            assertThat(IntStream.range(0, 30).map(i -> cluster.owner("key" + i)).distinct())
                    .containsExactlyInAnyOrder(0, 1, 2);

            int owner = cluster.owner(KEY);
            assertThat(cluster.run(owner, "SET", KEY, "true")).isEqualTo("OK");
            assertThatExceptionOfType(RedisErrorAnswer.class)
                    .isThrownBy(() -> cluster.run((owner + 1) % 3, "GET", KEY))
                    .satisfies(ex -> assertThat(ex.answer())
                            .startsWith("MOVED ")
                            .endsWith(":" + cluster.ports().get(owner)));
        }
    }

    @Test
    void movesASlotWithItsKeysToAnAddedMaster() {
        try (RedisCluster cluster = RedisCluster.start()) {
            int former = cluster.owner(KEY);
            IntStream.range(0, 250).forEach(i -> cluster.run("SET", "{" + KEY + "}" + i, "value" + i));
            int added = cluster.addMaster();
            assertThat(added).isEqualTo(3);
            assertThat(cluster.run(added, "DBSIZE")).isEqualTo("0");

            cluster.moveSlot(KEY, added);

            assertThat(cluster.owner(KEY)).isEqualTo(added);
            assertThat(cluster.run(added, "DBSIZE")).isEqualTo("250");
            assertThat(cluster.run("GET", "{" + KEY + "}249")).isEqualTo("value249");
            cluster.moveSlot(KEY, former);
            assertThat(cluster.run(former, "DBSIZE")).isEqualTo("250");
        }
    }

    @Test
    void followsAskWhileASlotMoves() {
        try (RedisCluster cluster = RedisCluster.start()) {
            int former = cluster.owner(KEY);
            int next = (former + 1) % 3;
            cluster.beginMove(KEY, next);
            assertThatExceptionOfType(RedisErrorAnswer.class)
                    .isThrownBy(() -> cluster.run(former, "GET", KEY))
                    .satisfies(ex -> assertThat(ex.answer()).startsWith("ASK "));
            assertThat(cluster.run("SET", KEY, "true")).isEqualTo("OK");
            assertThat(cluster.owner(KEY)).isEqualTo(former);
            cluster.endMove(KEY, next);
            assertThat(cluster.run(next, "GET", KEY)).isEqualTo("true");
        }
    }

    @Test
    void promotesTheReplicaOfAMasterThatFails() {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            assertThat(cluster.ports()).hasSize(6);
            cluster.run("SET", KEY, "true");
            int master = cluster.owner(KEY);
            int replica = cluster.replicaOf(master);
            assertThat(replica).isEqualTo(master + 3);

            assertThat(cluster.failover(master)).isEqualTo(replica);
            assertThat(cluster.owner(KEY)).isEqualTo(replica);
            assertThat(cluster.replicaOf(replica)).isEqualTo(master);
            assertThat(cluster.run("SET", KEY, "again")).isEqualTo("OK");
            cluster.awaitReplica(master, replica);

            cluster.kill(replica);
            cluster.awaitFailover(replica);
            assertThat(cluster.owner(KEY)).isEqualTo(master);
            assertThat(cluster.run("GET", KEY)).isEqualTo("again");

            cluster.restart(replica);
            cluster.awaitReplica(replica, master);
            assertThat(cluster.replicaOf(master)).isEqualTo(replica);
        }
    }

    @Test
    void failsWithoutAMasterUntilItIsBack() {
        try (RedisCluster cluster = RedisCluster.start()) {
            int owner = cluster.owner(KEY);
            cluster.run("SET", KEY, "true");
            cluster.freeze(owner);
            cluster.awaitState("fail");
            assertThatExceptionOfType(RedisErrorAnswer.class)
                    .isThrownBy(() -> cluster.run("SET", KEY, "false"))
                    .satisfies(ex -> assertThat(ex.answer()).startsWith("CLUSTERDOWN"));
            cluster.thaw(owner);
            cluster.awaitState("ok");
            assertThat(cluster.run("GET", KEY)).isEqualTo("true");
        }
    }
}
