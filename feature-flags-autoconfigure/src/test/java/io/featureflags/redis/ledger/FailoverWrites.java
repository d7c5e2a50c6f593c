package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.testing.RedisCluster;
import io.featureflags.testing.RedisSentinel;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A writer that uses the API of an application while masters change. Each write succeeds or returns a clear error
 * within five seconds, and the audit trail stays consistent. Independent of the driver: applications on Jedis have no
 * Lettuce.
 */
final class FailoverWrites {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Duration MUCH = Duration.ofSeconds(60);

    private final FeatureFlagAdmin admin;

    private final List<String> flags;

    /** The versions of the confirmed writes by flag name, in order. */
    private final Map<String, List<String>> answered = new ConcurrentHashMap<>();

    private final List<FlagStoreException> refused = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Void> writing;

    private volatile boolean ended;

    private FailoverWrites(FeatureFlagAdmin admin, List<String> flags) {
        this.admin = admin;
        this.flags = flags;
        flags.forEach(flag -> answered.put(flag, new CopyOnWriteArrayList<>()));
        this.writing = CompletableFuture.runAsync(this::write);
    }

    /** Swaps a master and its replica, and then kills the new master. */
    static void throughSentinel(ApplicationContextRunner runner) {
        try (RedisSentinel servers = RedisSentinel.start()) {
            runner.withPropertyValues(
                            "spring.data.redis.sentinel.master=" + servers.masterName(),
                            "spring.data.redis.sentinel.nodes=" + Shop.addresses(servers.sentinelPorts()))
                    .run(context -> {
                        FailoverWrites writes = new FailoverWrites(
                                context.getBean(FeatureFlagAdmin.class), List.of("one", "two", "three"));
                        writes.awaitMore();
                        Map<String, List<String>> before = writes.answered();
                        servers.awaitReplica();
                        servers.failover();
                        writes.awaitMore();
                        writes.assertRecorded(before);
                        before = writes.answered(); // Later writes to the former master are lost with it.
                        servers.awaitReplica();
                        servers.awaitFailover(servers.killMaster());
                        writes.awaitMore();
                        writes.end();
                    });
        }
    }

    /** Swaps each master of a cluster with its replica, and then kills one. */
    static void throughCluster(ApplicationContextRunner runner) {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            List<String> flags = IntStream.range(0, 9).mapToObj(i -> "flag" + i).toList();
            assertThat(flags.stream()
                            .map(flag -> cluster.owner("feature:" + flag))
                            .distinct())
                    .hasSize(3);
            runner.withPropertyValues("spring.data.redis.cluster.nodes=" + Shop.addresses(cluster.ports()))
                    .run(context -> {
                        FailoverWrites writes = new FailoverWrites(context.getBean(FeatureFlagAdmin.class), flags);
                        writes.awaitMore();
                        for (int master = 0; master < 3; master++) {
                            cluster.failover(master);
                            writes.awaitMore();
                        }
                        int killed = cluster.owner("feature:flag0");
                        Map<String, List<String>> before = writes.answered();
                        cluster.awaitReplica(cluster.replicaOf(killed), killed);
                        cluster.kill(killed);
                        cluster.awaitFailover(killed);
                        writes.awaitMore();
                        writes.assertRecorded(before); // Swapped masters lose no data.
                        writes.end();
                    });
        }
    }

    private void write() {
        for (int i = 0; !ended; i++) {
            String flag = flags.get(i % flags.size());
            long start = System.nanoTime();
            try {
                FlagState written = admin.set(flag, "{\"users\": [\"" + i + "\"]}", FlagWrite.by("ada"));
                Objects.requireNonNull(answered.get(flag)).add(written.version());
            } catch (FlagStoreException ex) {
                refused.add(ex);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        }
    }

    private Map<String, List<String>> answered() {
        return answered.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** Waits until each flag has been written some more. */
    private void awaitMore() {
        Map<String, List<String>> before = answered();
        Shop.soon("all flags are written again")
                .atMost(MUCH)
                .failFast("the writer has ended", writing::isDone)
                .until(() -> answered().entrySet().stream()
                        .allMatch(entry -> entry.getValue().size()
                                >= Objects.requireNonNull(before.get(entry.getKey()))
                                                .size()
                                        + 5));
    }

    private void assertRecorded(Map<String, List<String>> versions) {
        versions.forEach((flag, some) ->
                assertThat(history(flag)).extracting(AuditEntry::version).containsAll(some));
    }

    private List<AuditEntry> history(String flag) {
        List<List<AuditEntry>> read = new ArrayList<>();
        Shop.soon("the history is read").ignoreExceptions().until(() -> read.add(admin.history(flag, 1_000_000)));
        return read.get(0);
    }

    private void end() {
        ended = true;
        assertThat(writing).succeedsWithin(MUCH);
        for (String flag : flags) {
            String present = admin.get(flag).value();
            List<AuditEntry> history = history(flag);
            assertThat(history.get(0).after()).isEqualTo(present);
            // A value without an entry would be recorded as an external change.
            assertThat(history).noneMatch(entry -> entry.source() == ChangeSource.EXTERNAL);
            for (int i = 0; i + 1 < history.size(); i++) {
                assertThat(history.get(i).before()).isEqualTo(history.get(i + 1).after());
            }
        }
        assertThat(refused)
                .allSatisfy(ex ->
                        assertThat(ex).hasMessageStartingWith("Feature flag '").hasMessageContaining("Redis"));
        System.out.printf(
                "%d writes answered, %d refused: %s%n",
                answered.values().stream().mapToInt(List::size).sum(),
                refused.size(),
                refused.stream()
                        .map(Throwable::getMessage)
                        .map(FailoverWrites::withoutDetails)
                        .distinct()
                        .toList());
    }

    private static String withoutDetails(String message) {
        return message.replaceAll("'[^']*'", "'…'").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
    }
}
