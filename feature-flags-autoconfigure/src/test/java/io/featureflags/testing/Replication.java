package io.featureflags.testing;

/**
 * Whether a replica holds what its master holds. The offsets tell; WAIT does not, because it only knows the writes of
 * its own connection.
 */
final class Replication {

    private Replication() {}

    /**
     * Waits until what is written to the master, which must be empty, reaches the replica: a replica that is called
     * online may get nothing for one more second.
     */
    static void awaitFlow(RedisProcess replica, RedisProcess master) {
        Poll.until("the replica is online", () -> caughtUp(replica, master));
        master.run("FLUSHALL");
        Poll.until("writes reach the replica", () -> caughtUp(replica, master));
    }

    /** Whether the replica holds all that the master held at the begin of this call. */
    static boolean caughtUp(RedisProcess replica, RedisProcess master) {
        long written = Long.parseLong(field(master, "master_repl_offset"));
        return field(replica, "master_port").equals(Integer.toString(master.port()))
                && field(replica, "master_link_status").equals("up")
                && Long.parseLong(field(replica, "slave_repl_offset")) >= written;
    }

    /** A field of INFO replication, or nothing if the server is not of the role that has it. */
    private static String field(RedisProcess server, String name) {
        return server.run("INFO", "replication")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
