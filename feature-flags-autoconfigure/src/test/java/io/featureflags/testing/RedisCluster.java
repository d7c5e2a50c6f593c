package io.featureflags.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster of real servers, in which a node counts as dead after one second. Nodes have an index: first the
 * initial masters, then their replicas in the same order, then the added nodes.
 */
public final class RedisCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private static final int REDIRECTIONS = 16;

    private final TempFolder folder = new TempFolder();

    private final List<ClusterNode> nodes = new ArrayList<>();

    private RedisCluster() {}

    /** Starts three masters without replicas. */
    public static RedisCluster start() {
        return start(3, false);
    }

    /** Starts masters with an even share of the slots, each of them with one replica or none. */
    public static RedisCluster start(int masters, boolean replicas) {
        RedisCluster started = new RedisCluster();
        try {
            started.form(masters, replicas);
            return started;
        } catch (RuntimeException ex) {
            started.close();
            throw ex;
        }
    }

    /** Returns the ports of all nodes, including dead ones. */
    public List<Integer> ports() {
        return nodes.stream().map(ClusterNode::port).toList();
    }

    /** Returns the server of a node. */
    public RedisProcess server(int index) {
        return nodes.get(index).server();
    }

    /** Runs one command on a node; a redirection is a {@link RedisErrorAnswer}. */
    public String run(int index, String... command) {
        return server(index).run(command);
    }

    /** Runs one command on the right node, following MOVED and ASK as drivers do. */
    public String run(String... command) {
        int port = anyNode().port();
        boolean asking = false;
        for (int i = 0; i < REDIRECTIONS; i++) {
            try (RespConnection connection = new RespConnection(port)) {
                if (asking) {
                    connection.call("ASKING");
                }
                return RespConnection.text(connection.call(command));
            } catch (RedisErrorAnswer ex) {
                asking = ex.answer().startsWith("ASK ");
                if (!asking && !ex.answer().startsWith("MOVED ")) {
                    throw ex;
                }
                port = Integer.parseInt(ex.answer().substring(ex.answer().lastIndexOf(':') + 1));
            }
        }
        throw new IllegalStateException("Too many redirections: " + String.join(" ", command));
    }

    /** Returns the index of the master of a key, in the view of the first node that answers. */
    public int owner(String key) {
        int port = anyNode().ownerPort(slot(key)).orElseThrow(() -> new IllegalStateException("No master of " + key));
        return ports().indexOf(port);
    }

    /** Returns the index of the replica of a master. */
    public int replicaOf(int master) {
        return IntStream.range(0, nodes.size())
                .filter(index -> anyNode().knowsReplica(nodes.get(index), nodes.get(master)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Node " + master + " has no replica"));
    }

    /** Moves the slot of a key, with all its keys, to another master, and waits until all nodes know. */
    public void moveSlot(String key, int toMaster) {
        if (owner(key) != toMaster) {
            beginMove(key, toMaster);
            endMove(key, toMaster);
        }
    }

    /** The first half of {@link #moveSlot}: the former master now returns ASK for keys that it does not hold. */
    public void beginMove(String key, int toMaster) {
        String slot = Integer.toString(slot(key));
        int from = owner(key);
        run(toMaster, "CLUSTER", "SETSLOT", slot, "IMPORTING", nodes.get(from).id());
        run(from, "CLUSTER", "SETSLOT", slot, "MIGRATING", nodes.get(toMaster).id());
    }

    /** The second half of {@link #moveSlot}: moves the keys, and then the slot. */
    public void endMove(String key, int toMaster) {
        String slot = Integer.toString(slot(key));
        int from = owner(key);
        for (List<String> keys = nodes.get(from).keys(slot);
                !keys.isEmpty();
                keys = nodes.get(from).keys(slot)) {
            List<String> migrate = new ArrayList<>(List.of("MIGRATE", "127.0.0.1"));
            migrate.addAll(List.of(Integer.toString(nodes.get(toMaster).port()), "", "0", "5000", "REPLACE", "KEYS"));
            migrate.addAll(keys);
            run(from, migrate.toArray(String[]::new));
        }
        String id = nodes.get(toMaster).id();
        // First the new master: otherwise, the former one would redirect to a node that redirects back.
        Stream.concat(Stream.of(nodes.get(toMaster)), answering().filter(ClusterNode::isMaster))
                .forEach(node -> node.server().run("CLUSTER", "SETSLOT", slot, "NODE", id));
        awaitOwner(key, toMaster);
    }

    /** Adds a master without slots, waits until all nodes know it, and returns its index. */
    public int addMaster() {
        List<ClusterNode> known = answering().toList();
        ClusterNode added = launch();
        known.forEach(node -> node.meet(added));
        Poll.until(
                "all know the new node",
                () -> answering().allMatch(node -> node.knows(known) && node.knows(List.of(added))));
        awaitState("ok");
        return nodes.size() - 1;
    }

    /** Ends a node like {@code kill -9}. The others notice after a second: see {@link #awaitFailover}. */
    public void kill(int index) {
        server(index).kill();
    }

    /** Starts a dead node again, empty, on its port; it rejoins the cluster. */
    public void restart(int index) {
        server(index).restart();
    }

    public void freeze(int index) {
        server(index).freeze();
    }

    public void thaw(int index) {
        server(index).thaw();
    }

    /** Swaps a living master and its replica, waits until all nodes know, and returns the index of the new master. */
    public int failover(int master) {
        int replica = replicaOf(master);
        awaitReplica(replica, master);
        run(replica, "CLUSTER", "FAILOVER");
        awaitFailover(master);
        awaitReplica(master, replica);
        return replica;
    }

    /** Waits until this node is the master of no slot in the view of all that answer, and their state is ok. */
    public void awaitFailover(int former) {
        Poll.until(
                "another node is the master instead of node " + former,
                () -> answering()
                        .allMatch(node -> !node.knowsOwner(nodes.get(former))
                                && node.state().equals("ok")));
    }

    /** Waits until one node is a replica of the other with the same data, and all nodes that answer know. */
    public void awaitReplica(int replica, int master) {
        ClusterNode follower = nodes.get(replica);
        ClusterNode leader = nodes.get(master);
        Poll.until(
                "node " + replica + " follows node " + master,
                () -> Replication.caughtUp(follower.server(), leader.server())
                        && answering().allMatch(node -> node.knowsReplica(follower, leader)));
    }

    /** Waits until all nodes that answer agree on the master of a key. */
    public void awaitOwner(String key, int index) {
        int slot = slot(key);
        Poll.until(
                "node " + index + " is the master of " + key,
                () -> answering()
                        .allMatch(node -> node.ownerPort(slot).orElse(0)
                                == nodes.get(index).port()));
    }

    /** Waits until all nodes that answer report the state {@code ok}, or {@code fail}, which they do a second late. */
    public void awaitState(String state) {
        Poll.until(
                "the state of the cluster is " + state,
                () -> answering().allMatch(node -> node.state().equals(state)));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.server().close());
        folder.close();
    }

    private void form(int masters, boolean replicas) {
        int count = replicas ? 2 * masters : masters;
        for (int i = 0; i < count; i++) {
            launch();
            nodes.subList(0, i).forEach(node -> node.meet(nodes.get(nodes.size() - 1)));
        }
        for (int i = 0; i < masters; i++) {
            List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
            IntStream.range(i * SLOTS / masters, (i + 1) * SLOTS / masters)
                    .forEach(slot -> slots.add(Integer.toString(slot)));
            run(i, slots.toArray(String[]::new));
        }
        Poll.until("all nodes know each other", () -> nodes.stream().allMatch(node -> node.knows(nodes)));
        for (int i = masters; i < count; i++) {
            run(i, "CLUSTER", "REPLICATE", nodes.get(i - masters).id());
        }
        for (int i = masters; i < count; i++) {
            Replication.awaitFlow(server(i), server(i - masters));
            awaitReplica(i, i - masters);
        }
        awaitState("ok");
    }

    /** Starts a node with its own epoch, as redis-cli does: nodes would have to resolve equal epochs first. */
    private ClusterNode launch() {
        ClusterNode node = ClusterNode.start(folder);
        nodes.add(node);
        node.server().run("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(nodes.size()));
        return node;
    }

    private int slot(String key) {
        return Integer.parseInt(anyNode().server().run("CLUSTER", "KEYSLOT", key));
    }

    private ClusterNode anyNode() {
        return answering().findFirst().orElseThrow(() -> new IllegalStateException("No node answers"));
    }

    private Stream<ClusterNode> answering() {
        return nodes.stream().filter(ClusterNode::answers);
    }
}
