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
 * A network that can fail: a TCP relay on a port of its own in front of a server on this machine. It begins as a clean
 * pass-through. {@link #delay} and {@link #drop} replace each other, and {@link #heal} ends every trouble.
 */
public final class TcpRelay implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final int port = Ports.free();

    private final int targetPort;

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
     * Opens a relay that speaks TLS with its clients and plain text with the server, so that TLS needs no server that
     * knows it. It delays and drops the content: the TLS of an open connection survives a {@link #drop}. A handshake
     * that meets a black hole waits there until it is healed.
     */
    public static TcpRelay tls(int targetPort, SSLContext context) {
        return new TcpRelay(targetPort, context);
    }

    /** The port for clients, which stays the same for ever. */
    public int port() {
        return port;
    }

    /** How many connections of clients are open. One that was just made counts from the moment it is accepted. */
    public int connections() {
        links.removeIf(link -> !link.live() && !mode.dropping());
        return (int) links.stream().filter(RelayLink::live).count();
    }

    /** Holds up every chunk of bytes, in both directions. A chunk that waits behind another one waits for both. */
    public void delay(Duration delay) {
        mode.change(false, delay);
    }

    /**
     * Becomes a black hole: all connections stay open, new ones are accepted, and what either side says, be it the end
     * of the connection, is swallowed.
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

    /** Closes the live connections. New ones are welcome. */
    public void cut() {
        links.forEach(RelayLink::close);
        links.clear();
    }

    /** Closes the port and the live connections: a new one is refused. */
    public synchronized void refuse() {
        try {
            listener.close();
            acceptor.join(); // Until the acceptor lets go of it, the port is open.
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /**
     * Passes everything again, on new connections and on those that are still open. What was swallowed stays lost, and
     * an end that was held back is passed on now.
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
