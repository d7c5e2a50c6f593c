package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.TrackedServers;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides which instance records external changes: the one that announced itself last. It announces itself by a key that
 * exists within a script only. Redis reports that key to all instances, as it does a change.
 */
final class RecorderElection {

    private static final Log logger = LogFactory.getLog(RecorderElection.class);

    private static final String SCRIPT = "redis.call('SET', KEYS[1], '') return {redis.call('DEL', KEYS[1])}";

    /** Longest wait for a reply on the tracked connections. */
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** The key of the record of a flag without a name, and so of no flag. An instance appends its id. */
    private final String announcements;

    private final String id = UUID.randomUUID().toString();

    /** Null without tracking. */
    private volatile @Nullable TrackedServers servers;

    private volatile boolean mine;

    /** Counts the announcements of any instance, and the connections. */
    private final AtomicInteger announced = new AtomicInteger();

    RecorderElection(String keyPrefix) {
        this.announcements = LedgerKeys.of(keyPrefix, "").last();
    }

    /** Begins without a recorder: after an interruption, this instance may have missed the last announcement. */
    int begin(TrackedServers tracked) {
        mine = false;
        servers = tracked;
        return announced.incrementAndGet();
    }

    /** Ends, until the next beginning. */
    void end() {
        servers = null;
        mine = false;
    }

    /** Returns whether this instance records at once. Without tracking, each one does. */
    boolean isRecorder() {
        return mine || servers == null;
    }

    /** Returns a number that differs after an announcement of any instance. */
    int announced() {
        return announced.get();
    }

    /** Returns the commands on the tracked connections; null without tracking. */
    @Nullable
    FlagCommands commands() {
        TrackedServers tracked = servers;
        return tracked == null ? null : tracked.commands();
    }

    /**
     * Handles changed keys.
     *
     * @return whether an instance has announced itself
     */
    boolean keysChanged(Collection<String> keys) {
        // One message has the keys of a moment without their order, but all instances receive the same.
        String last = keys.stream()
                .filter(key -> key.startsWith(announcements))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (last == null) {
            return false;
        }
        mine = last.equals(announcements + id);
        announced.incrementAndGet();
        return true;
    }

    /** Announces this instance. It becomes the recorder when Redis reports that. */
    void announce(LedgerConnection connection) {
        TrackedServers tracked = servers;
        if (tracked == null) {
            return;
        }
        String key = announcements + id;
        try {
            // On the open connection, so that other instances hear of it before they announce themselves.
            tracked.eval(SCRIPT, key).get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException ex) {
            log(ex);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof ErrorReply reply && LedgerErrors.isFromReplica(reply)) {
                announceToMaster(connection, key);
            } else {
                log(ex);
            }
        }
    }

    /** Announces this instance where it records, since the tracked connection is that of a replica. */
    private static void announceToMaster(LedgerConnection connection, String key) {
        try {
            connection.callWithRetry(redis -> redis.eval(LedgerKeys.bytes(SCRIPT), 1, LedgerKeys.bytes(key)));
        } catch (RuntimeException ex) {
            log(ex);
        }
    }

    /** Logs a failure, such as a missing permission. Each change is then left to the others first. */
    private static void log(Exception failure) {
        logger.debug("This instance cannot announce that it records external changes", failure);
    }
}
