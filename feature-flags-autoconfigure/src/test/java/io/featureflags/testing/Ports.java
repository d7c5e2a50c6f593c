package io.featureflags.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * Free ports that stay free while their server is down. They are below the range that systems use for outgoing
 * connections. In that range, another connection may take the port of a stopped server, and a client of it may even
 * connect to itself.
 */
final class Ports {

    private static final int LOWEST = 11_000;

    private static final int HIGHEST = 32_000;

    /** Offset of the port on which a node of a cluster listens for the other nodes. */
    private static final int BUS = 10_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    static int free() {
        return any(HIGHEST, Ports::take);
    }

    /** Returns a free port whose port of the cluster bus is free, too. */
    static int freeWithBus() {
        return any(HIGHEST - BUS, port -> take(port + BUS) && take(port));
    }

    private static int any(int highest, IntPredicate taken) {
        for (int tries = 0; tries < HIGHEST; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, highest);
            if (taken.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + LOWEST + " and " + highest);
    }

    private static boolean take(int port) {
        return GIVEN.add(port) && isFree(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException ex) {
            return false;
        }
    }
}
