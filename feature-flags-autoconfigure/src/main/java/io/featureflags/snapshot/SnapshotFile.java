package io.featureflags.snapshot;

import io.featureflags.spi.FlagSnapshot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot in a text file that only its owner can read. The file is replaced as a whole, about once a second at most
 * and only after a change. A file that is not a snapshot is not read, and is renamed before it would be replaced.
 */
public final class SnapshotFile implements FlagSnapshot {

    private static final Log logger = LogFactory.getLog(SnapshotFile.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Enough for dozens of flags of the maximum size, and no danger to the memory. */
    private static final int MAX_BYTES = 64 << 20;

    /** The time that a stop waits for the last write. A write that takes longer goes on in the background. */
    private static final Duration STOP_WAIT = Duration.ofMillis(100);

    private final AtomicFile file;

    private final int maxBytes;

    private final LatestTaskRunner thread;

    /** The values that were written last; null before the first write. Used by the thread only. */
    private @Nullable SortedMap<String, String> written;

    /** Whether the last write failed, so that an outage is logged once. */
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Creates the snapshot without reading or writing.
     *
     * @param file the file; it and its folders need not exist
     */
    public SnapshotFile(Path file) {
        this(file, INTERVAL, MAX_BYTES);
    }

    SnapshotFile(Path file, Duration interval, int maxBytes) {
        this.file = new AtomicFile(file.toAbsolutePath());
        this.maxBytes = maxBytes;
        this.thread = new LatestTaskRunner("feature-flags-snapshot", interval);
    }

    @Override
    public Map<String, String> load() {
        thread.start();
        try {
            return SnapshotFormat.decode(file.read(maxBytes));
        } catch (NoSuchFileException ex) {
            return Map.of();
        } catch (IOException | RuntimeException | OutOfMemoryError ex) {
            logger.warn("The snapshot of feature flags " + file + " is ignored (" + reason(ex)
                    + "): flags start with application.yml");
            logger.debug("The snapshot of feature flags is ignored", ex);
            return Map.of();
        }
    }

    @Override
    public void save(Supplier<Map<String, String>> values) {
        try {
            thread.execute(() -> write(values));
        } catch (OutOfMemoryError ex) { // No thread can be created.
            failed(ex);
        }
    }

    @Override
    public void stop() {
        thread.stop(STOP_WAIT);
    }

    private void write(Supplier<Map<String, String>> values) {
        try {
            SortedMap<String, String> current = new TreeMap<>(values.get());
            if (current.equals(written) && file.exists()) {
                return;
            }
            byte[] content = SnapshotFormat.encode(current);
            if (content.length > maxBytes) {
                throw new IOException("it would have " + content.length + " bytes, more than " + maxBytes);
            }
            if (SnapshotFormat.isForeign(file.start(SnapshotFormat.MAGIC.length()))) {
                logger.warn(file + " is not a snapshot of feature flags and is replaced by one. Its content is now in "
                        + file.setAside());
            }
            file.replace(content);
            written = current;
            if (failing.compareAndSet(true, false)) {
                logger.info("Feature flags are saved in " + file + " again");
            }
        } catch (Throwable ex) { // Any failure: the thread has to go on.
            failed(ex);
        }
    }

    private void failed(Throwable ex) {
        if (failing.compareAndSet(false, true)) {
            logger.warn("Feature flags cannot be saved in " + file + " (" + reason(ex)
                    + "): a start during an outage of the store uses older values, or application.yml."
                    + " The next change retries.");
            logger.debug("Feature flags cannot be saved", ex);
        }
    }

    /** Returns the message alone for our own exceptions. That of many others is only a path. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass() == IOException.class && message != null ? message : failure.toString();
    }
}
