package io.featureflags.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A network that can fail: a TCP relay with its own port in front of a server on this machine. At first, it passes on
 * all data. {@link #delay} and {@link #drop} replace each other, and {@link #heal} ends every fault.
 */
public final class TcpRelay implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final int port = Ports.free();

    private volatile int targetPort;

    private final @Nullable SSLContext tls;

    private final RelayMode mode = new RelayMode();

    private final Set<RelayLink> links = ConcurrentHashMap.newKeySet();

    private ServerSocket listener;

    private Thread acceptor;

    private TcpRelay(int targetPort, @Nullable SSLContext tls) {
        this.targetPort = targetPort;
        this.tls = tls;
        this.listener = listen();
        this.acceptor = accepting(listener);
    }

    /** Opens a relay to a port of this machine. */
    public static TcpRelay to(int targetPort) {
        return new TcpRelay(targetPort, null);
    }

    /**
     * Opens a relay with TLS for its clients and plain text for the server, so that no server needs TLS. It delays and
     * drops the content: the TLS of an open connection survives a {@link #drop}. A handshake in a black hole waits
     * until the relay is healed.
     */
    public static TcpRelay tls(int targetPort, SSLContext context) {
        return new TcpRelay(targetPort, context);
    }

    /** Returns the port for clients, which never changes. */
    public int port() {
        return port;
    }

    /** Returns the number of open connections of clients. A new one counts as soon as it is accepted. */
    public int connections() {
        links.removeIf(link -> !link.live() && !mode.dropping());
        return (int) links.stream().filter(RelayLink::live).count();
    }

    /** Delays every chunk of bytes, in both directions. A chunk that waits behind another one waits for both. */
    public void delay(Duration delay) {
        mode.change(false, delay);
    }

    /**
     * Becomes a black hole: all connections stay open, new ones are accepted, and all data is swallowed, including the
     * end of a connection.
     */
    public void drop() {
        mode.change(true, Duration.ZERO);
    }

    /**
     * Closes the direction from the server to the client of each live connection: the client reads the end of the
     * stream and may still write, and the server notices nothing. New connections are whole. Not to be healed.
     */
    public void halfClose() {
        links.forEach(RelayLink::halfClose);
    }

    /** Leads new connections to another port. Open ones stay as they are. */
    public void redirect(int newTarget) {
        targetPort = newTarget;
    }

    /** Closes the live connections. New ones are accepted. */
    public void cut() {
        links.forEach(RelayLink::close);
        links.clear();
    }

    /** Closes the port and the live connections: a new one is refused. */
    public synchronized void refuse() {
        try {
            listener.close();
            acceptor.join(); // The port is open until the acceptor has ended.
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /**
     * Passes on all data again, on new connections and on open ones. Swallowed data stays lost, and a delayed end of a
     * connection is passed on now.
     */
    public synchronized void heal() {
        mode.change(false, Duration.ZERO);
        if (listener.isClosed()) {
            listener = listen();
            acceptor = accepting(listener);
        }
    }

    @Override
    public void close() {
        mode.change(false, Duration.ZERO); // Lets waiting threads end.
        refuse();
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Thread accepting(ServerSocket socket) {
        Thread thread = new Thread(() -> accept(socket), "relay-accept-" + port);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                RelayLink link = new RelayLink(socket.accept(), mode, tls);
                links.add(link);
                link.open(targetPort);
            }
        } catch (IOException ex) {
            // The port was closed.
        }
    }
}
