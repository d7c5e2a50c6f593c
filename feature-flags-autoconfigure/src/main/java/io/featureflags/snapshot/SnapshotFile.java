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
 * Last known values in a text file of the owner alone. It is replaced as a whole, at most about once a second and only
 * if something changed. A file that is no snapshot is not read, and set aside before it is replaced.
 */
public final class SnapshotFile implements FlagSnapshot {

    private static final Log logger = LogFactory.getLog(SnapshotFile.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Many flags of the greatest size, and yet no danger to the memory. */
    private static final int MAX_BYTES = 64 << 20;

    /** How long a stop waits for the last values to be written; what takes longer goes on without being waited for. */
    private static final Duration STOP_WAIT = Duration.ofMillis(100);

    private final AtomicFile file;

    private final int maxBytes;

    private final LatestTaskRunner thread;

    /** What was written last; null if nothing was. Belongs to the thread. */
    private @Nullable SortedMap<String, String> written;

    /** Whether the last attempt to write failed, so that it is said once. */
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Creates the snapshot; nothing is read or written yet.
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
        try {
            return SnapshotFormat.decode(file.read(maxBytes));
        } catch (NoSuchFileException ex) {
            return Map.of();
        } catch (IOException | RuntimeException | OutOfMemoryError ex) {
            logger.warn("The snapshot of feature flags " + file + " is ignored (" + reason(ex)
                    + "): flags start from application.yml");
            logger.debug("The snapshot of feature flags is ignored", ex);
            return Map.of();
        }
    }

    @Override
    public void save(Supplier<Map<String, String>> values) {
        try {
            thread.execute(() -> write(values));
        } catch (OutOfMemoryError ex) { // There is no room for another thread.
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
                logger.warn(file + " is to be the snapshot of feature flags, and was something else, which is now "
                        + file.setAside());
            }
            file.replace(content);
            written = current;
            if (failing.compareAndSet(true, false)) {
                logger.info("Feature flags are kept in " + file + " again");
            }
        } catch (Throwable ex) { // Whatever it is: the thread has to go on.
            failed(ex);
        }
    }

    private void failed(Throwable ex) {
        if (failing.compareAndSet(false, true)) {
            logger.warn("Feature flags cannot be kept in " + file + " (" + reason(ex)
                    + "): a start without their store begins with older values, or with application.yml."
                    + " The next change tries again.");
            logger.debug("Feature flags cannot be kept", ex);
        }
    }

    /** The message alone where it says it all; that of many others is no more than a path. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass() == IOException.class && message != null ? message : failure.toString();
    }
}
