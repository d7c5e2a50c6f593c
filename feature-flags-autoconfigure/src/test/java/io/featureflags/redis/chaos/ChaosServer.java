package io.featureflags.redis.chaos;

import io.featureflags.testing.RedisErrorAnswer;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Redis of {@link ChaosTests}, which keeps each write on disk, and the network before it. */
final class ChaosServer implements AutoCloseable {

    static final String RELAYED = "relayed";

    static final String POLLED = "polled";

    static final String PASSWORD = "secret";

    /** All that an instance needs. */
    private static final String RIGHTS =
            " on >" + PASSWORD + " ~feature:* +mget +get +strlen +exists +ping +hello" + " +client|setname";

    static final String TRACKING_RIGHTS = RIGHTS + " +client|tracking";

    private final Path disk;

    private final RedisProcess redis;

    private final TcpRelay relay;

    ChaosServer(Path folder) {
        try {
            disk = Files.createDirectory(folder.resolve("disk"));
            Path users = Files.writeString(
                    folder.resolve("users.acl"),
                    "user default on nopass ~* &* +@all\nuser " + RELAYED + TRACKING_RIGHTS + "\nuser " + POLLED
                            + RIGHTS + "\n");
            redis = RedisProcess.start(
                    "--dir", disk.toString(),
                    "--appendonly", "yes",
                    "--appendfsync", "always",
                    "--auto-aof-rewrite-min-size", "4mb",
                    "--aclfile", users.toString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        relay = TcpRelay.to(redis.port());
    }

    RedisProcess redis() {
        return redis;
    }

    TcpRelay relay() {
        return relay;
    }

    /** Redis 7 asks for a setting before it allows it. */
    boolean allowsDebug() {
        try {
            redis.run("DEBUG", "SLEEP", "0");
            return true;
        } catch (RedisErrorAnswer ex) {
            return false;
        }
    }

    /** Loses all that is on the disk; only while the process does not run. */
    void loseDisk() {
        try (Stream<Path> files = Files.walk(disk)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(disk)) {
                    Files.delete(file);
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What Redis has now; flags without a value are there with null. */
    Map<String, @Nullable String> values(List<String> flags) {
        String[] command = Stream.concat(Stream.of("MGET"), flags.stream().map(ChaosFlags::key))
                .toArray(String[]::new);
        List<?> answer = (List<?>) java.util.Objects.requireNonNull(redis.call(command));
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < flags.size(); i++) {
            values.put(flags.get(i), (String) answer.get(i));
        }
        return values;
    }

    @Override
    public void close() {
        relay.close();
        redis.close();
    }
}
