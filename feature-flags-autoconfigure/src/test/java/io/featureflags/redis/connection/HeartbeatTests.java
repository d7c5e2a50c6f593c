package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisErrorAnswer;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server that answers with an error, or in another role, between two changes. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class HeartbeatTests {

    @ParameterizedTest
    @EnumSource(names = {"TRACKING", "POLLING"})
    void serverThatCannotSaveKeepsItsConnection(SyncMode mode, @TempDir Path folder) throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        String hello = mode == SyncMode.TRACKING ? "HELLO" : "";
        try (RedisProcess redis = RedisProcess.start(
                "--dir", gone.toString(), "--save", "3600", "1", "--rename-command", "HELLO", hello)) {
            redis.run("SET", "feature:checkout", "true");
            Files.delete(gone);
            try {
                redis.run("BGSAVE");
            } catch (RedisErrorAnswer ex) {
                // It may fail at once.
            }
            Shop.soon("the server cannot save").until(() -> rejectsPing(redis));
            Shop.on(redis.port(), "feature-flags.redis.poll-interval=100ms").run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(mode);
                assertThat(shop.isEnabled("checkout")).isTrue();
                assertThat(shop.source("checkout")).isEqualTo(Source.REDIS);
                // A command that a busy machine delays replaces the connection, too, but not each second.
                AtomicReference<List<String>> kept = new AtomicReference<>(List.of("none"));
                Shop.soon("a connection is kept").during(Duration.ofSeconds(4)).until(() -> {
                    List<String> present = ids(redis);
                    return present.containsAll(kept.getAndSet(present))
                            && !present.isEmpty()
                            && shop.status().mode() == mode;
                });
            });
        }
    }

    private static boolean rejectsPing(RedisProcess redis) {
        return answer(redis, "PING").startsWith("MISCONF");
    }

    private static String answer(RedisProcess redis, String command) {
        try {
            return redis.run(command);
        } catch (RedisErrorAnswer ex) {
            return ex.answer();
        }
    }

    @Test
    void masterThatBecomesAReplicaIsLeft() {
        try (RedisProcess redis = RedisProcess.start("--repl-diskless-sync", "yes")) {
            Shop.on(redis.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                Shop.holds(
                        "is a master",
                        Duration.ofSeconds(2),
                        () -> shop.status().mode() == SyncMode.TRACKING);
                List<String> first = ids(redis);
                redis.run("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));

                Shop.soon("another connection").until(() -> !ids(redis).equals(first));
                Set<List<String>> seen = new HashSet<>();
                Shop.holds("few attempts", Duration.ofSeconds(4), () -> {
                    seen.add(ids(redis));
                    return seen.size() <= 6; // Also without a connection, between two of them.
                });
                redis.run("REPLICAOF", "NO", "ONE");
                redis.run("SET", "feature:checkout", "true");
                shop.awaitEnabled("checkout", true);
            });
        }
    }

    @Test
    void newMasterBehindAProxyIsFollowed() {
        try (RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");
                RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
                TcpRelay proxy = TcpRelay.to(master.port())) {
            Shop.on(proxy.port()).run(context -> {
                Shop shop = Shop.of(context);
                master.run("SET", "feature:checkout", "true");
                shop.awaitEnabled("checkout", true);
                shop.awaitMode(SyncMode.TRACKING);
                Shop.holds(
                        "is a master",
                        Duration.ofSeconds(2),
                        () -> shop.status().mode() == SyncMode.TRACKING);
                Shop.soon("in sync")
                        .until(() -> replica.run("INFO", "replication").contains("master_link_status:up"));
                master.run("FAILOVER");
                Shop.soon("new master").until(() -> replica.run("ROLE").startsWith("master"));
                proxy.redirect(replica.port());
                Shop.soon("new connection")
                        .until(() -> Shop.connections(master).isEmpty()
                                && !Shop.connections(replica).isEmpty());
                master.run("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort())); // Cut off.

                for (String value : new String[] {"false", "true", "false"}) {
                    replica.run("SET", "feature:checkout", value);
                    shop.awaitEnabled("checkout", Boolean.parseBoolean(value));
                }
                shop.awaitMode(SyncMode.TRACKING);
            });
        }
    }

    @Test
    void scriptThatRunsDuringTheHandshakeDelaysTracking(CapturedOutput output) {
        try (RedisProcess redis = RedisProcess.start("--lua-time-limit", "20");
                TcpRelay relay = TcpRelay.to(redis.port())) {
            redis.run("SET", "feature:checkout", "true");
            Shop.on(relay.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                Thread script = new Thread(() -> assertThatThrownBy(() -> redis.run("EVAL", "while true do end", "0"))
                        .isInstanceOf(RedisErrorAnswer.class));
                script.start();
                Shop.soon("the script runs").until(() -> answer(redis, "DBSIZE").startsWith("BUSY"));
                relay.cut();
                Shop.soon("rejected").until(() -> shop.status().mode() == SyncMode.DOWN);
                Shop.holds(
                        "no answer about tracking",
                        Duration.ofSeconds(2),
                        () -> shop.status().mode() == SyncMode.DOWN && shop.isEnabled("checkout"));
                redis.run("SCRIPT", "KILL");
                script.join();

                shop.awaitMode(SyncMode.TRACKING);
                redis.run("SET", "feature:checkout", "false");
                shop.awaitEnabled("checkout", false);
                assertThat(output).doesNotContain("Client tracking is not active");
            });
        }
    }

    private static List<String> ids(RedisProcess redis) {
        return Shop.connections(redis).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void errorOfARunningScriptIsNoRefusal() {
        assertThat(new ErrorReply("BUSY Redis is busy running a script.").isTemporary())
                .isTrue();
        assertThat(new ErrorReply("MISCONF Redis is configured to save").isTemporary())
                .isTrue();
        assertThat(new ErrorReply("ERR max number of clients reached").isTemporary())
                .isTrue();
        assertThat(new ErrorReply("ERR unknown command 'HELLO'").isTemporary()).isFalse();
        assertThat(new ErrorReply("NOPERM this user has no permissions").isTemporary())
                .isFalse();
    }
}
