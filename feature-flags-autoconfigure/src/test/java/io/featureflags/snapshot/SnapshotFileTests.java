package io.featureflags.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SnapshotFileTests {

    private static final String IGNORED = "The snapshot of feature flags ";

    private static final String NOT_KEPT = "Feature flags cannot be kept in ";

    @TempDir
    private Path folder;

    private Path file;

    private SnapshotFile snapshot;

    @BeforeEach
    void create() {
        file = folder.resolve("flags.snapshot");
        snapshot = snapshotOf(file);
    }

    @AfterEach
    void stop() {
        finish(snapshot);
    }

    @Test
    void valuesAreThereAtTheNextStart(CapturedOutput output) {
        Map<String, String> values = Map.of("on", "true", "some", "{\n\"users\": [\"\ud800\"]}", "empty", "");

        save(snapshot, values);

        assertThat(snapshotOf(file).load()).isEqualTo(values);
        assertThat(new SnapshotFile(file).load()).isEqualTo(values);
        assertThat(output).isEmpty();
    }

    @Test
    void missingFileIsNothingToSpeakOf(CapturedOutput output) {
        assertThat(snapshot.load()).isEmpty();
        assertThat(snapshotOf(folder.resolve("missing/flags.snapshot")).load()).isEmpty();
        assertThat(output).isEmpty();
    }

    @Test
    void everyTruncationIsFoundAndMended(CapturedOutput output) throws IOException {
        save(snapshot, Map.of("flag", "true"));
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(snapshot.load()).as("length %d", length).isEmpty();
        }

        assertThat(count(output, IGNORED + file + " is ignored (")).isEqualTo(whole.length);
        save(snapshot, Map.of("flag", "false"));
        assertThat(snapshot.load()).containsExactly(Map.entry("flag", "false"));
    }

    @Test
    void fileWithNamesThatNoFlagHasIsIgnored(CapturedOutput output) throws IOException {
        Files.write(file, SnapshotFormat.seal("good=true\nbad name=true\n".getBytes(UTF_8)));

        assertThat(snapshot.load()).isEmpty();
        assertThat(output)
                .containsOnlyOnce(IGNORED + file + " is ignored (it has a line without the name of a flag,"
                        + " or two of one flag): flags start from application.yml");
    }

    @Test
    void foreignFileIsNotReadAndSetAsideBeforeItIsReplaced(CapturedOutput output) throws IOException {
        Files.writeString(file, "feature-flags.flags.on.enabled=true\n");

        assertThat(snapshot.load()).isEmpty();
        save(snapshot, Map.of("flag", "true"));

        Path aside = Path.of(file + ".set-aside");
        assertThat(aside).hasContent("feature-flags.flags.on.enabled=true\n");
        assertThat(snapshot.load()).isEqualTo(Map.of("flag", "true"));
        assertThat(output)
                .containsOnlyOnce(IGNORED + file + " is ignored (it is not a snapshot of feature flags)")
                .containsOnlyOnce("and was something else, which is now " + aside);
    }

    @Test
    void folderIsNeitherReadNorReplaced(CapturedOutput output) {
        SnapshotFile ofFolder = snapshotOf(folder);

        assertThat(ofFolder.load()).isEmpty();
        save(ofFolder, Map.of("flag", "true"));

        assertThat(folder).isEmptyDirectory();
        assertThat(output)
                .containsOnlyOnce(IGNORED + folder + " is ignored (it is not a regular file)")
                .containsOnlyOnce(NOT_KEPT + folder + " (it is not a regular file)");
    }

    @Test
    void unreadableFileIsIgnored(CapturedOutput output) throws IOException {
        Path obstacle = Files.createFile(folder.resolve("obstacle"));

        assertThat(snapshotOf(obstacle.resolve("flags")).load()).isEmpty();
        assertThat(output).containsOnlyOnce(IGNORED + obstacle.resolve("flags") + " is ignored (");
    }

    @Test
    void tooLargeFileIsIgnoredAndNotWritten(CapturedOutput output) throws IOException {
        save(snapshot, Map.of("flag", "true"));
        long size = Files.size(file);
        SnapshotFile smaller = new SnapshotFile(file, Duration.ZERO, (int) size - 1);

        assertThat(smaller.load()).isEmpty();
        save(smaller, Map.of("flag", "false and longer"));

        assertThat(snapshot.load()).containsExactly(Map.entry("flag", "true"));
        assertThat(output)
                .containsOnlyOnce("is ignored (it has " + size + " bytes, more than " + (size - 1) + ")")
                .containsOnlyOnce(NOT_KEPT + file + " (it would have ");
    }

    @Test
    void failureIsSaidOnceUntilItIsOver(CapturedOutput output) throws IOException {
        Path obstacle = Files.createFile(folder.resolve("obstacle"));
        SnapshotFile blocked = snapshotOf(obstacle.resolve("flags"));

        save(blocked, Map.of("flag", "1%"));
        save(blocked, Map.of("flag", "2%"));
        assertThat(output).containsOnlyOnce(NOT_KEPT + obstacle.resolve("flags") + " (");
        assertThat(output).doesNotContain("are kept in");

        Files.delete(obstacle);
        save(blocked, Map.of("flag", "2%"));
        save(blocked, Map.of("flag", "3%"));
        assertThat(blocked.load()).containsExactly(Map.entry("flag", "3%"));
        assertThat(output).containsOnlyOnce("Feature flags are kept in " + obstacle.resolve("flags") + " again");

        Files.delete(obstacle.resolve("flags"));
        Files.delete(obstacle);
        Files.createFile(obstacle);
        save(blocked, Map.of("flag", "4%"));
        assertThat(count(output, NOT_KEPT)).isEqualTo(2);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(obstacle);
        }
    }

    @Test
    void supplierMayFailInAnyWay(CapturedOutput output) {
        run(snapshot, () -> {
            throw new AssertionError("planted");
        });
        save(snapshot, Map.of("bad name", "true"));
        assertThat(file).doesNotExist();

        save(snapshot, Map.of("flag", "true"));

        assertThat(snapshot.load()).containsExactly(Map.entry("flag", "true"));
        assertThat(output).containsOnlyOnce(NOT_KEPT + file + " (java.lang.AssertionError: planted)");
    }

    @Test
    void valuesAreAskedForOnItsOwnThreadAtMostOncePerSecond() {
        snapshot = new SnapshotFile(file);
        List<Thread> asked = new CopyOnWriteArrayList<>();
        Supplier<Map<String, String>> values = () -> {
            asked.add(Thread.currentThread());
            return Map.of();
        };

        snapshot.save(values);
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> asked.stream().anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        assertThat(asked).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("feature-flags-snapshot");
            assertThat(thread.isDaemon()).isTrue();
        });

        snapshot.save(values);
        finish(snapshot);
        assertThat(asked).hasSize(2);
    }

    @Test
    void writesOnlyWhatChanged() throws IOException {
        save(snapshot, Map.of("flag", "true"));
        @Nullable Object first = identity();
        save(snapshot, Map.of("flag", "true"));
        assertThat(identity()).isEqualTo(first);

        save(snapshot, Map.of("flag", "false"));
        assertThat(identity()).isNotEqualTo(first);
    }

    @Test
    void deletedFileIsWrittenAgain() throws IOException {
        save(snapshot, Map.of("flag", "true"));
        Files.delete(file);

        save(snapshot, Map.of("flag", "true"));

        assertThat(snapshot.load()).containsExactly(Map.entry("flag", "true"));
    }

    @Test
    void readerNeverMeetsABrokenFile() {
        Set<Map<String, String>> states = new HashSet<>();
        List<Map<String, String>> read = readWhile(() -> {
            for (int state = 0; state < 200; state++) {
                Map<String, String> values = state(state);
                states.add(values);
                saveAndAwaitAsked(snapshot, values);
            }
            finish(snapshot);
        });

        assertThat(snapshot.load()).isEqualTo(state(199));
        assertThat(states).containsAll(read);
        assertThat(new HashSet<>(read)).as("%d readings", read.size()).hasSizeGreaterThan(10);
    }

    @Test
    void twoInstancesMayWriteTheSameFile() throws IOException {
        SnapshotFile other = snapshotOf(file);
        List<Map<String, String>> read = readWhile(() -> {
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                for (int state = 100; state < 150; state++) {
                    saveAndAwaitAsked(other, state(state));
                }
            });
            for (int state = 0; state < 50; state++) {
                saveAndAwaitAsked(snapshot, state(state));
            }
            others.join();
            finish(snapshot, other);
        });

        assertThat(snapshot.load()).isIn(state(49), state(149));
        assertThat(read).isNotEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    /** All that a reader meets who reads without a pause; a broken file fails the test. */
    private List<Map<String, String>> readWhile(Runnable writing) {
        save(snapshot, state(0));
        CompletableFuture<Void> done = CompletableFuture.runAsync(writing);
        List<Map<String, String>> read = new ArrayList<>();
        try {
            while (!done.isDone()) {
                read.add(SnapshotFormat.decode(Files.readAllBytes(file)));
            }
        } catch (IOException ex) {
            throw new AssertionError("Broken after " + read.size() + " readings", ex);
        } finally {
            done.join();
        }
        return read;
    }

    private static Map<String, String> state(int number) {
        return Map.of(
                "number",
                String.valueOf(number),
                "large",
                String.valueOf(number).repeat(20_000));
    }

    private static void saveAndAwaitAsked(SnapshotFile snapshot, Map<String, String> values) {
        CountDownLatch asked = new CountDownLatch(1);
        snapshot.save(() -> {
            asked.countDown();
            return values;
        });
        await().pollInterval(Duration.ofMillis(1)).until(() -> asked.getCount() == 0);
    }

    private static SnapshotFile snapshotOf(Path file) {
        return new SnapshotFile(file, Duration.ZERO, 1 << 20);
    }

    private static void save(SnapshotFile snapshot, Map<String, String> values) {
        run(snapshot, () -> values);
    }

    private static void run(SnapshotFile snapshot, Supplier<Map<String, String>> values) {
        snapshot.save(values);
        finish(snapshot);
    }

    private static void finish(SnapshotFile... snapshots) {
        List.of(snapshots).forEach(SnapshotFile::stop);
        await().pollInterval(Duration.ofMillis(1))
                .until(() ->
                        LatestTaskRunnerTests.threads("feature-flags-snapshot").isEmpty());
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static long count(CapturedOutput output, String text) {
        return Pattern.compile(text, Pattern.LITERAL).matcher(output).results().count();
    }
}
