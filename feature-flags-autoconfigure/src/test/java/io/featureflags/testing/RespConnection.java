package io.featureflags.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection with plain RESP2, for commands that no driver would send. An answer is a {@code String}, a
 * {@code Long}, {@code null} or a {@code List} of answers.
 */
final class RespConnection implements AutoCloseable {

    /** Enough for a busy server. A frozen one fails the test instead of blocking it. */
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    private final DataInputStream in;

    private final OutputStream out;

    RespConnection(int port) {
        this(connected(port));
    }

    RespConnection(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            this.out = new BufferedOutputStream(socket.getOutputStream());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Runs one command on a connection of its own. */
    static @Nullable Object once(int port, List<byte[]> command) {
        try (RespConnection connection = new RespConnection(port)) {
            return connection.call(command);
        }
    }

    static List<byte[]> bytes(String... command) {
        return Arrays.stream(command)
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns an answer as redis-cli prints it, each element of an array on its own line. */
    static String text(@Nullable Object answer) {
        if (answer instanceof List<?> elements) {
            return String.join("\n", elements.stream().map(RespConnection::text).toList());
        }
        return answer == null ? "(nil)" : answer.toString();
    }

    /**
     * Runs one command.
     *
     * @throws RedisErrorAnswer if the answer is an error
     */
    @Nullable
    Object call(String... command) {
        return call(bytes(command));
    }

    @Nullable
    Object call(List<byte[]> command) {
        try {
            out.write(ascii("*" + command.size() + "\r\n"));
            for (byte[] argument : command) {
                out.write(ascii("$" + argument.length + "\r\n"));
                out.write(argument);
                out.write(ascii("\r\n"));
            }
            out.flush();
            return answer();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private @Nullable Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            case ':' -> Long.valueOf(rest);
            case '-' -> throw new RedisErrorAnswer(rest);
            default -> rest;
        };
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<@Nullable Object> array(int size) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(answer());
        }
        return elements;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.readByte(); read != '\n'; read = in.readByte()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    private static Socket connected(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
