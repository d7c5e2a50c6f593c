package io.featureflags.benchmarks.fleet;

import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The redis-server of a fleet, which keeps its data over a restart, and counts what it does. */
final class FleetRedis implements AutoCloseable {

    private final RedisProcess process;

    /** Connections of the benchmark: one for each command. */
    private int ownConnections;

    FleetRedis() {
        try {
            process = RedisProcess.start(
                    "--appendonly",
                    "yes",
                    "--dir",
                    Files.createTempDirectory("fleet").toString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static String flag(int number) {
        return "flag_" + number;
    }

    int port() {
        return process.port();
    }

    String run(String... command) {
        ownConnections++;
        return process.run(command);
    }

    void fill(int flags) {
        List<String> command = new ArrayList<>(List.of("MSET"));
        for (int number = 0; number < flags; number++) {
            command.addAll(List.of("feature:" + flag(number), "false"));
        }
        run(command.toArray(String[]::new));
    }

    void kill() {
        process.kill();
    }

    void restart() {
        process.restart();
        ownConnections = 0;
    }

    Traffic traffic() {
        String stats = run("INFO", "everything");
        return new Traffic(
                calls(stats, "eval") + calls(stats, "evalsha"),
                calls(stats, "mget"),
                calls(stats, "pttl") + calls(stats, "get") + calls(stats, "xrevrange") + calls(stats, "exists"),
                (long) number(stats, "total_connections_received:(\\d+)") - ownConnections,
                1000 * (number(stats, "used_cpu_sys:([0-9.]+)") + number(stats, "used_cpu_user:([0-9.]+)")));
    }

    String version() {
        Matcher version = Pattern.compile("redis_version:(\\S+)").matcher(run("INFO", "server"));
        return version.find() ? version.group(1) : "of unknown version";
    }

    private static long calls(String stats, String command) {
        return (long) number(stats, "cmdstat_" + command + ":calls=(\\d+)");
    }

    private static double number(String stats, String pattern) {
        Matcher found = Pattern.compile("(?m)^" + pattern).matcher(stats);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Override
    public void close() {
        process.close();
    }

    /**
     * What the server has done since its start.
     *
     * @param scripts the number of scripts
     * @param reads the number of MGET
     * @param otherReads the number of other reading commands, also within scripts
     * @param connections the number of new connections of others
     * @param cpuMillis time of the processor in milliseconds
     */
    record Traffic(long scripts, long reads, long otherReads, long connections, double cpuMillis) {

        Traffic minus(Traffic before) {
            return new Traffic(
                    scripts - before.scripts,
                    reads - before.reads,
                    otherReads - before.otherReads,
                    connections - before.connections,
                    cpuMillis - before.cpuMillis);
        }
    }
}
