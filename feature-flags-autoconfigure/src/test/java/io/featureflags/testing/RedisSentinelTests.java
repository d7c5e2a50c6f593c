package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("waiting")
class RedisSentinelTests {

    @Test
    void promotesTheReplicaOfAKilledMaster() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            int first = sentinel.masterPort();
            RedisProcess former = sentinel.master();
            former.run("SET", "before", "kept");
            sentinel.awaitReplica();

            assertThat(sentinel.killMaster()).isEqualTo(first);
            sentinel.awaitFailover(first);

            assertThat(sentinel.masterPort()).isNotEqualTo(first);
            assertThat(sentinel.master().run("GET", "before")).isEqualTo("kept");
            assertThat(sentinel.master().run("SET", "after", "works")).isEqualTo("OK");

            former.restart();
            sentinel.awaitReplica();
            assertThat(former.run("GET", "after")).isEqualTo("works");
        }
    }

    @Test
    void swapsALivingMasterAndItsReplicaTwice() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            int first = sentinel.masterPort();
            sentinel.failover();
            assertThat(sentinel.masterPort()).isNotEqualTo(first);
            sentinel.awaitReplica();
            assertThat(sentinel.replica().port()).isEqualTo(first);
            sentinel.failover();
            assertThat(sentinel.masterPort()).isEqualTo(first);
            assertThat(sentinel.master().run("SET", "again", "works")).isEqualTo("OK");
        }
    }

    @Test
    void threeSentinelsAgreeOnAFrozenMasterWithoutOneOfThem() {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            assertThat(sentinel.sentinelPorts()).hasSize(3).doesNotHaveDuplicates();
            int first = sentinel.masterPort();
            sentinel.sentinel(0).kill();
            sentinel.master().freeze();
            sentinel.awaitFailover(first);
            assertThat(sentinel.master().run("SET", "after", "works")).isEqualTo("OK");
        }
    }

    @Test
    void errorRepliesAreExceptions() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            assertThatExceptionOfType(RedisErrorAnswer.class)
                    .isThrownBy(() -> sentinel.replica().run("SET", "a", "b"))
                    .withMessageStartingWith("Redis returned: READONLY")
                    .satisfies(ex -> assertThat(ex.answer()).startsWith("READONLY"));
            assertThat(sentinel.sentinel(0).run("SENTINEL", "CKQUORUM", sentinel.masterName()))
                    .startsWith("OK");
        }
    }
}
