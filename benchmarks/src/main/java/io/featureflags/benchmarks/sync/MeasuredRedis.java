package io.featureflags.benchmarks.sync;

import io.featureflags.testing.RedisProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A separate redis-server for one measurement, and its information on its clients. */
final class MeasuredRedis implements AutoCloseable {

    /** A user without permission for CLIENT TRACKING. All of CLIENT is revoked, because Redis 6 cannot revoke a subcommand. */
    static final String POLLING_USER = "poll";

    static final String PASSWORD = "secret";

    private static final int CHUNK = 500;

    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

    /** A connection of feature-flags in CLIENT LIST, with the flag "t" for tracking. */
    private static final Pattern TRACKING = Pattern.compile("(?m)^.* name=\\S+-flags .* flags=\\w*t\\w* .*$");

    private final RedisProcess process = RedisProcess.start();

    MeasuredRedis() {
        process.run("ACL", "SETUSER", POLLING_USER, "on", ">" + PASSWORD, "~*", "+@all", "-client", "+client|setname");
    }

    static String flag(int number) {
        return "flag_" + number;
    }

    static String key(String flag) {
        return "feature:" + flag;
    }

    int port() {
        return process.port();
    }

    /** Sets the given number of flags to {@code true}. */
    void fill(int flags) {
        fill(0, flags);
    }

    /** Sets the flags from one number up to another to {@code true}. */
    void fill(int from, int to) {
        for (int first = from; first < to; first += CHUNK) {
            List<String> command = new ArrayList<>(List.of("MSET"));
            for (int number = first; number < Math.min(first + CHUNK, to); number++) {
                command.add(key(flag(number)));
                command.add("true");
            }
            process.run(command.toArray(String[]::new));
        }
    }

    /** Returns the number of connections of instances with CLIENT TRACKING, from the server itself. */
    int trackingConnections() {
        return (int) TRACKING.matcher(process.run("CLIENT", "LIST")).results().count();
    }

    String version() {
        Matcher version = VERSION.matcher(process.run("INFO", "server"));
        return version.find() ? version.group(1) : "of unknown version";
    }

    /** Returns the number of calls of each command since the start, without INFO itself. */
    Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        Matcher line = CALLS.matcher(process.run("INFO", "commandstats"));
        while (line.find()) {
            calls.put(line.group(1), Long.parseLong(line.group(2)));
        }
        calls.remove("info");
        return calls;
    }

    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    @Override
    public void close() {
        process.close();
    }
}
