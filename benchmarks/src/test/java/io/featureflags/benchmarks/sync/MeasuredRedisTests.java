package io.featureflags.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MeasuredRedisTests {

    /** The difference between the rows for tracking and for polling. */
    @Test
    void countsConnectionsOfFlagsThatTrack() throws IOException {
        try (MeasuredRedis redis = new MeasuredRedis();
                Socket flags = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                Socket other = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            run(flags, "CLIENT SETNAME shop-flags");
            run(other, "CLIENT SETNAME shop");
            run(other, "CLIENT TRACKING ON BCAST");
            assertThat(redis.trackingConnections()).isZero();

            run(flags, "CLIENT TRACKING ON BCAST PREFIX feature:");

            assertThat(redis.trackingConnections()).isOne();
        }
    }

    @Test
    void pollingUserMayDoEverythingButTrack() throws IOException {
        try (MeasuredRedis redis = new MeasuredRedis();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            run(client, "AUTH " + MeasuredRedis.POLLING_USER + " " + MeasuredRedis.PASSWORD);
            run(client, "CLIENT SETNAME shop-flags");
            run(client, "SET feature:checkout true");

            assertThat(answer(client, "CLIENT TRACKING ON BCAST")).startsWith("-NOPERM");
        }
    }

    private static void run(Socket client, String command) throws IOException {
        assertThat(answer(client, command)).isEqualTo("+OK");
    }

    private static String answer(Socket client, String command) throws IOException {
        client.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
