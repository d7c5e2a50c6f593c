package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Servers without client tracking: they are polled, and tracking is tried again whenever a server returns. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class OldServerTests {

    private static final String[] OLD = {"--rename-command", "HELLO", ""};

    @Test
    void oldServerIsPolledUntilANewerOneReplacesIt(CapturedOutput output) {
        int port = RedisProcess.freePort();
        try (RedisProcess old = RedisProcess.startOn(port, OLD)) {
            polling(port).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.POLLING);
                assertThat(shop.status().reason()).contains("unknown command");
                follows(old, shop);
                assertThat(output).containsOnlyOnce("Client tracking is not active");
                old.kill();
                try (RedisProcess newer = RedisProcess.startOn(port)) {
                    shop.awaitMode(SyncMode.TRACKING);
                    assertThat(shop.status().reason()).isNull();
                    follows(newer, shop);
                }
                try (RedisProcess oldAgain = RedisProcess.startOn(port, OLD)) {
                    shop.awaitMode(SyncMode.POLLING);
                    follows(oldAgain, shop);
                }
            });
        }
    }

    @Test
    void frozenOldServerKeepsTheLastValues() {
        try (RedisProcess old = RedisProcess.start(OLD)) {
            old.run("SET", "feature:checkout", "true");
            polling(old.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.POLLING);
                old.freeze();
                shop.awaitSource("checkout", Source.LAST_KNOWN);
                Shop.holds("on while frozen", Duration.ofSeconds(2), () -> shop.isEnabled("checkout"));
                old.thaw();
                shop.awaitSource("checkout", Source.REDIS);
                follows(old, shop);
                old.run("CLIENT", "KILL", "TYPE", "normal");
                follows(old, shop);
            });
        }
    }

    @Test // R26
    void absentFlagIsReadOncePerPollInterval() {
        try (RedisProcess old = RedisProcess.start(OLD)) {
            polling(old.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.POLLING);
                long before = Shop.calls(old, "mget");
                long started = System.nanoTime();
                Shop.holds(
                        "absent",
                        Duration.ofSeconds(1),
                        () -> IntStream.range(0, 100).noneMatch(call -> shop.isEnabled("absent")));
                long calls = Shop.calls(old, "mget") - before;

                long intervals = Duration.ofNanos(System.nanoTime() - started).toMillis() / 100;
                assertThat(calls).isBetween(2L, intervals + 4); // Two may be for the audit trail.
            });
        }
    }

    @Test
    void oldReplicaIsPolledWhileItsMasterIsAway() {
        int nowhere = RedisProcess.freePort();
        try (RedisProcess old = RedisProcess.start(OLD)) {
            polling(nowhere)
                    .withPropertyValues(
                            "spring.data.redis.masterreplica.nodes=127.0.0.1:" + nowhere + ",127.0.0.1:" + old.port())
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.POLLING);
                        follows(old, shop);
                    });
        }
    }

    @Test
    void proxyThatRejectsTheNewerProtocolIsPolled() {
        try (RedisProcess redis = RedisProcess.start();
                HangsUpOnHello proxy = HangsUpOnHello.before(redis.port())) {
            // The configuration that an application needs behind such a proxy.
            polling(proxy.port())
                    .withBean(
                            LettuceClientOptionsBuilderCustomizer.class,
                            () -> options -> options.protocolVersion(ProtocolVersion.RESP2))
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.POLLING);
                        assertThat(shop.status().reason()).contains("RESP3");
                        follows(redis, shop);
                        redis.run("CLIENT", "KILL", "TYPE", "normal");
                        follows(redis, shop);
                        shop.awaitMode(SyncMode.POLLING);
                    });
        }
    }

    @Test
    void replicaReportsTheWritesOfItsMaster() {
        try (RedisProcess master =
                        RedisProcess.start("--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0");
                RedisProcess replica = RedisProcess.start(
                        "--replicaof",
                        "127.0.0.1",
                        Integer.toString(master.port()),
                        "--replica-serve-stale-data",
                        "no")) {
            Shop.soon("the replica is in sync").until(() -> isLinked(replica));
            Shop.on(replica.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                follows(master, shop);
                master.run("SET", "feature:checkout", "true", "PX", "200");
                shop.awaitSource("checkout", Source.CONFIGURATION);
                master.run("SET", "feature:checkout", "true");
                shop.awaitEnabled("checkout", true);

                master.kill(); // From now on, the replica serves no reads.
                Shop.soon("the replica has noticed").until(() -> !isLinked(replica));
                closeConnections(replica);
                shop.awaitMode(SyncMode.DOWN);
                assertThat(shop.status().reason()).contains("MASTERDOWN");
                Shop.holds("the last value", Duration.ofSeconds(1), () -> shop.isEnabled("checkout"));
                master.restart();
                master.run("SET", "feature:checkout", "false");
                shop.awaitEnabled("checkout", false);
                shop.awaitMode(SyncMode.TRACKING);
            });
        }
    }

    private static void closeConnections(RedisProcess server) {
        server.run("CLIENT", "KILL", "TYPE", "normal");
    }

    private static boolean isLinked(RedisProcess replica) {
        return replica.run("INFO", "replication").contains("master_link_status:up");
    }

    private static ApplicationContextRunner polling(int port) {
        return Shop.on(port, "feature-flags.redis.poll-interval=100ms");
    }

    private static void follows(RedisProcess redis, Shop shop) {
        for (String value : new String[] {"true", "false", "true"}) {
            redis.run("SET", "feature:checkout", value);
            shop.awaitEnabled("checkout", Boolean.parseBoolean(value));
        }
    }
}
