package io.featureflags.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A master and its replica, watched by one or three sentinels. They promote the replica after the master has been away
 * for three seconds: with less, a machine that pauses for a moment would have an unwanted failover. Ready when each
 * sentinel knows the replica and the other sentinels.
 */
public final class RedisSentinel implements AutoCloseable {

    private static final String NAME = "flags";

    private final TempFolder folder = new TempFolder();

    private final List<RedisProcess> servers = new ArrayList<>();

    private final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinel() {}

    /** Starts the servers with one sentinel. */
    public static RedisSentinel start() {
        return start(1);
    }

    /** Starts the servers with a number of sentinels. More than half must agree that the master is gone. */
    public static RedisSentinel start(int sentinels) {
        RedisSentinel started = new RedisSentinel();
        try {
            started.launch(sentinels);
            return started;
        } catch (RuntimeException ex) {
            started.close();
            throw ex;
        }
    }

    /** Returns the name of the master in the sentinels. */
    public String masterName() {
        return NAME;
    }

    public List<Integer> sentinelPorts() {
        return sentinels.stream().map(RedisProcess::port).toList();
    }

    /** Returns the port of the master, dead or alive, as the first sentinel that answers reports it. */
    public int masterPort() {
        return sentinels.stream()
                .filter(RedisProcess::answers)
                .findFirst()
                .map(RedisSentinel::masterPort)
                .orElseThrow(() -> new IllegalStateException("No sentinel answers"));
    }

    /** Returns the current master. */
    public RedisProcess master() {
        return server(masterPort());
    }

    /** Returns the current replica, or the former master. */
    public RedisProcess replica() {
        int master = masterPort();
        return servers.get(servers.get(0).port() == master ? 1 : 0);
    }

    /** Returns one of the sentinels. */
    public RedisProcess sentinel(int index) {
        return sentinels.get(index);
    }

    /** Kills the master, without waiting for the failover. Returns its port for {@link #awaitFailover}. */
    public int killMaster() {
        RedisProcess master = master();
        master.kill();
        return master.port();
    }

    /** Waits until all sentinels that answer report another master than the former one, and it accepts writes. */
    public void awaitFailover(int formerPort) {
        Poll.until("the sentinels report another master than the one on port " + formerPort, () -> {
            int now = masterPort();
            return now != formerPort
                    && sentinels.stream().filter(RedisProcess::answers).allMatch(each -> masterPort(each) == now)
                    && role(server(now)).equals("master");
        });
    }

    /** Swaps the living master and its replica, and waits for it. */
    public void failover() {
        int former = masterPort();
        RedisProcess first = sentinels.stream()
                .filter(RedisProcess::answers)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sentinel answers"));
        Poll.until(
                "the sentinel begins the failover", // It returns INPROG until the last failover is complete.
                () -> first.run("SENTINEL", "FAILOVER", NAME).equals("OK"));
        awaitFailover(former);
    }

    /** Waits until the replica, or the restarted former master, holds all present data of the master. */
    public void awaitReplica() {
        Poll.until("the replica follows the master", () -> Replication.caughtUp(replica(), master()));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
        folder.close();
    }

    private void launch(int count) {
        RedisProcess master = launchServer("first");
        servers.add(master);
        RedisProcess replica = launchServer("second", "--replicaof", "127.0.0.1", Integer.toString(master.port()));
        servers.add(replica);
        // First: a sentinel queries the master for its replicas at once, and then only after ten seconds.
        Replication.awaitFlow(replica, master);
        for (int i = 0; i < count; i++) {
            sentinels.add(launchSentinel(i, master.port(), count / 2 + 1));
        }
        Poll.until(
                "the sentinels know the replica and each other",
                () -> sentinels.stream().allMatch(each -> knowsAll(each, count)));
    }

    private RedisProcess launchServer(String name, String... options) {
        List<String> all = new ArrayList<>(List.of("--dir", folder.folder(name).toString()));
        all.addAll(List.of("--repl-diskless-sync-delay", "0", "--rdb-del-sync-files", "yes"));
        all.addAll(List.of(options));
        return RedisProcess.startOn(RedisProcess.freePort(), all.toArray(String[]::new));
    }

    private RedisProcess launchSentinel(int index, int masterPort, int quorum) {
        int port = RedisProcess.freePort();
        String configuration = """
                port %1$d
                bind 127.0.0.1
                dir "%2$s"
                sentinel monitor %3$s 127.0.0.1 %4$d %5$d
                sentinel down-after-milliseconds %3$s 3000
                sentinel failover-timeout %3$s 2000
                """.formatted(port, folder.folder("sentinel-" + index), NAME, masterPort, quorum);
        return RedisProcess.startSentinel(port, folder.file("sentinel-" + index + ".conf", configuration));
    }

    private static boolean knowsAll(RedisProcess sentinel, int count) {
        String replicas = sentinel.run("SENTINEL", "REPLICAS", NAME);
        return replicas.contains("flags\nslave\n")
                && replicas.contains("master-link-status\nok")
                && sentinel.run("SENTINEL", "MASTER", NAME).contains("num-other-sentinels\n" + (count - 1));
    }

    private static int masterPort(RedisProcess sentinel) {
        String address = sentinel.run("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME);
        return Integer.parseInt(address.substring(address.indexOf('\n') + 1));
    }

    private static String role(RedisProcess server) {
        return server.run("ROLE").lines().findFirst().orElseThrow();
    }

    private RedisProcess server(int port) {
        return servers.stream().filter(each -> each.port() == port).findFirst().orElseThrow();
    }
}
