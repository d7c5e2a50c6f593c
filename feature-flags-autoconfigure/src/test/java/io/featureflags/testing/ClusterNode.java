package io.featureflags.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** One server of a {@link RedisCluster}, and its view of the others. */
record ClusterNode(RedisProcess server, String id) {

    /** Starts a node that knows no other. */
    static ClusterNode start(TempFolder folder) {
        int port = Ports.freeWithBus();
        RedisProcess server = RedisProcess.startOn(
                port,
                "--dir",
                folder.folder(Integer.toString(port)).toString(),
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "1000",
                // Only a test makes a replica leave its master, or a master without slots a replica.
                "--cluster-allow-replica-migration",
                "no",
                "--cluster-replica-validity-factor",
                "0",
                "--repl-diskless-sync-delay",
                "0",
                "--rdb-del-sync-files",
                "yes");
        return new ClusterNode(server, server.run("CLUSTER", "MYID"));
    }

    int port() {
        return server.port();
    }

    boolean answers() {
        return server.answers();
    }

    /** Introduces another node to this one. */
    void meet(ClusterNode other) {
        server.run("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()));
    }

    /** Returns some keys of a slot, if this node holds any. */
    List<String> keys(String slot) {
        return server.run("CLUSTER", "GETKEYSINSLOT", slot, "100")
                .lines()
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** Returns the state of the cluster in this node's view: {@code ok} or {@code fail}. */
    String state() {
        return server.run("CLUSTER", "INFO")
                .lines()
                .filter(line -> line.startsWith("cluster_state:"))
                .map(line -> line.substring("cluster_state:".length()))
                .findFirst()
                .orElse("none");
    }

    boolean isMaster() {
        return server.run("ROLE").startsWith("master");
    }

    /** Returns whether this node is connected to all of the others. */
    boolean knows(Collection<ClusterNode> others) {
        List<String> healthy = lines().stream()
                .filter(fields -> !fields.get(2).matches(".*(fail|handshake|noaddr).*"))
                .filter(fields -> fields.get(7).equals("connected"))
                .map(fields -> fields.get(0))
                .toList();
        return others.stream().allMatch(other -> healthy.contains(other.id));
    }

    /** Returns whether one node is a replica of another in this node's view. */
    boolean knowsReplica(ClusterNode replica, ClusterNode master) {
        return lines().stream()
                .anyMatch(fields ->
                        fields.get(0).equals(replica.id) && fields.get(3).equals(master.id));
    }

    /** Returns the port of the master of a slot in this node's view. */
    OptionalInt ownerPort(int slot) {
        return slotRanges().stream()
                .filter(range -> number(range.get(0)) <= slot && slot <= number(range.get(1)))
                .mapToInt(range -> number(((List<?>) range.get(2)).get(1)))
                .findFirst();
    }

    /** Returns whether the other is the master of any slot in this node's view. */
    boolean knowsOwner(ClusterNode other) {
        return slotRanges().stream().anyMatch(range -> number(((List<?>) range.get(2)).get(1)) == other.port());
    }

    /** Returns CLUSTER NODES: id, address, flags, id of the master, ping, pong, epoch, state of the link, slots. */
    private List<List<String>> lines() {
        return server.run("CLUSTER", "NODES")
                .lines()
                .map(line -> List.of(line.split(" ")))
                .toList();
    }

    /** Returns CLUSTER SLOTS: first slot, last slot, the master (address, port, id), its replicas. */
    private List<List<?>> slotRanges() {
        List<List<?>> ranges = new ArrayList<>();
        if (server.call("CLUSTER", "SLOTS") instanceof List<?> answer) {
            answer.forEach(range -> ranges.add((List<?>) range));
        }
        return ranges;
    }

    private static int number(Object answer) {
        return ((Long) answer).intValue();
    }
}
