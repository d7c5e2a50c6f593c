package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisErrorAnswer;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers with an error, or in another role, between two changes. */
@Tag("fault")
class HeartbeatTests {

    @Test
    void serverThatCannotSaveKeepsItsConnection(@TempDir Path folder) throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (RedisProcess redis = RedisProcess.start("--dir", gone.toString(), "--save", "3600", "1")) {
            redis.run("SET", "feature:checkout", "true");
            Files.delete(gone);
            try {
                redis.run("BGSAVE");
            } catch (RedisErrorAnswer ex) {
                // It may fail at once.
            }
            Shop.soon("the server cannot save").until(() -> rejectsPing(redis));
            Shop.on(redis.port()).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                String connections = id(redis);
                Shop.holds(
                        "the same connection",
                        Duration.ofSeconds(4),
                        () -> id(redis).equals(connections) && shop.status().mode() == SyncMode.TRACKING);
                assertThat(shop.isEnabled("checkout")).isTrue();
            });
        }
    }

    private static boolean rejectsPing(RedisProcess redis) {
        try {
            redis.run("PING");
            return false;
        } catch (RedisErrorAnswer ex) {
            return ex.answer().startsWith("MISCONF");
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
                String first = id(redis);
                redis.run("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));

                Shop.soon("another connection").until(() -> !id(redis).equals(first));
                Set<String> seen = new HashSet<>();
                Shop.holds("few attempts", Duration.ofSeconds(4), () -> {
                    seen.add(id(redis));
                    return seen.size() <= 6; // Also without a connection, between two of them.
                });
                redis.run("REPLICAOF", "NO", "ONE");
                redis.run("SET", "feature:checkout", "true");
                shop.awaitEnabled("checkout", true);
            });
        }
    }

    private static String id(RedisProcess redis) {
        return Shop.connections(redis).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList()
                .toString();
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
