package io.featureflags.testing;

/**
 * Compares a replica with its master by their offsets. WAIT is not enough, because it only knows the writes of its own
 * connection.
 */
final class Replication {

    private Replication() {}

    /**
     * Waits until a write to the master, which must be empty, reaches the replica. A replica that counts as online may
     * receive no write for one more second.
     */
    static void awaitFlow(RedisProcess replica, RedisProcess master) {
        Poll.until("the replica is online", () -> caughtUp(replica, master));
        master.run("FLUSHALL");
        Poll.until("writes reach the replica", () -> caughtUp(replica, master));
    }

    /** Returns whether the replica holds all data that the master held at the beginning of this call. */
    static boolean caughtUp(RedisProcess replica, RedisProcess master) {
        long written = Long.parseLong(field(master, "master_repl_offset"));
        return field(replica, "master_port").equals(Integer.toString(master.port()))
                && field(replica, "master_link_status").equals("up")
                && Long.parseLong(field(replica, "slave_repl_offset")) >= written;
    }

    /** Returns a field of INFO replication, or an empty text if the server's role does not have it. */
    private static String field(RedisProcess server, String name) {
        return server.run("INFO", "replication")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
