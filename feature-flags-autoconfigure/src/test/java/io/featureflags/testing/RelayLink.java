package io.featureflags.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link TcpRelay}: a client, the server, and a thread for each direction. */
final class RelayLink {

    private static final int CHUNK = 16 * 1024;

    private final RelayMode mode;

    private final Socket raw;

    private final Socket server = new Socket();

    private final @Nullable SSLContext tls;

    private volatile Socket client;

    private volatile boolean silentToClient;

    private volatile boolean clientGone;

    RelayLink(Socket client, RelayMode mode, @Nullable SSLContext tls) {
        this.raw = client;
        this.client = client;
        this.mode = mode;
        this.tls = tls;
    }

    /** Connects the client to the server, in the background. */
    void open(int targetPort) {
        daemon(() -> run(targetPort), "relay-to-server");
    }

    /** Returns whether the connection between client and relay is open. */
    boolean live() {
        return !clientGone && !raw.isClosed();
    }

    /** Ends the stream from the server to the client, while the client can still write. */
    void halfClose() {
        silentToClient = true;
        try {
            client.shutdownOutput();
        } catch (IOException ex) {
            close(); // The client went away meanwhile.
        }
    }

    /** Closes both sides like a broken connection, without the closing messages of TLS. */
    void close() {
        try {
            raw.close();
            server.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void run(int targetPort) {
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
            if (tls != null) {
                mode.awaitPassing();
                mode.awaitDelay();
                client = shakenHands(tls);
            }
            InputStream fromServer = server.getInputStream();
            OutputStream toClient = client.getOutputStream();
            daemon(() -> pump(fromServer, toClient, true), "relay-to-client");
            pump(client.getInputStream(), server.getOutputStream(), false);
        } catch (IOException ex) {
            close(); // There is no server, or the client rejects the certificate.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket shakenHands(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    /** Passes on data until one side ends, and then ends the other. */
    private void pump(InputStream in, OutputStream out, boolean toClient) {
        try {
            copy(in, out, toClient);
            clientGone |= !toClient;
            mode.awaitPassing();
            close();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream in, OutputStream out, boolean toClient) throws InterruptedException {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                mode.awaitDelay();
                if (!mode.dropping() && !(toClient && silentToClient)) {
                    out.write(chunk, 0, length);
                }
            }
        } catch (IOException ex) {
            // A broken connection ends like a closed one.
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
