package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.NodeUnavailableException;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.spi.StoredValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A flag that could not be read is read in another way the next time. */
class FlagReaderTests {

    private static final RedisSettings SETTINGS =
            new RedisSettings("", Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000_000, "test");

    @Test
    void valueThatBrokeTheConnectionIsNotTransferredAgain() {
        Node node = new Node();
        FlagReader reader = new FlagReader(node, SETTINGS, name -> false);
        assertThat(reader.read(List.of("huge")).join()).isEmpty();
        node.broken = false;

        Map<String, StoredValue> readings = reader.read(List.of("huge")).join();

        assertThat(readings.get("huge")).isInstanceOf(StoredValue.Unreadable.class);
        assertThat(node.sent).containsExactly("MGET", "STRLEN", "STRLEN");
    }

    /** Nearly all flags have one of these values, which is kept twice: separate texts would fill the memory. */
    @Test
    void readingsOfTrueAndFalseAreShared() {
        FlagReader reader = new FlagReader(new Values(), SETTINGS, name -> false);

        Map<String, StoredValue> readings =
                reader.read(List.of("true", "false", "10%")).join();
        Map<String, StoredValue> again =
                reader.read(List.of("true", "false", "10%")).join();

        assertThat(readings)
                .containsOnly(
                        Map.entry("true", new StoredValue.Text("true")),
                        Map.entry("false", new StoredValue.Text("false")),
                        Map.entry("10%", new StoredValue.Text("10%")));
        assertThat(again.get("true")).isSameAs(readings.get("true"));
        assertThat(again.get("false")).isSameAs(readings.get("false"));
    }

    /** Keys whose value is their name. */
    private static final class Values implements FlagCommands {

        @Override
        public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
            List<byte @Nullable []> values = new ArrayList<>();
            keys.forEach(key -> values.add(key.getBytes(StandardCharsets.UTF_8)));
            return CompletableFuture.completedFuture(values);
        }

        @Override
        public CompletableFuture<List<Long>> pttl(List<String> keys) {
            return CompletableFuture.completedFuture(
                    keys.stream().map(key -> -1L).toList());
        }

        @Override
        public CompletableFuture<Long> exists(List<String> keys) {
            return CompletableFuture.completedFuture((long) keys.size());
        }

        @Override
        public CompletableFuture<Long> strlen(String key) {
            return CompletableFuture.completedFuture((long) key.length());
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return CompletableFuture.completedFuture(key.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A node whose connection breaks at the transfer of a value, which takes longer than the timeout. */
    private static final class Node implements FlagCommands {

        final List<String> sent = new ArrayList<>();

        boolean broken;

        @Override
        public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
            sent.add("MGET");
            broken = true;
            return away();
        }

        @Override
        public CompletableFuture<List<Long>> pttl(List<String> keys) {
            return CompletableFuture.completedFuture(
                    keys.stream().map(key -> -1L).toList());
        }

        @Override
        public CompletableFuture<Long> exists(List<String> keys) {
            return away();
        }

        @Override
        public CompletableFuture<Long> strlen(String key) {
            sent.add("STRLEN");
            return broken ? away() : CompletableFuture.completedFuture(300_000_000L);
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return away();
        }

        private static <T extends @Nullable Object> CompletableFuture<T> away() {
            return CompletableFuture.failedFuture(new NodeUnavailableException("lost"));
        }
    }
}
