package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.RedisSource;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.RolloutStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail of flags in Redis: one stream per flag beside the flag's own key. A thread and a connection of its
 * own do the work, and end after a second without any. A call takes less than five seconds.
 */
public final class RedisFlagLedger implements FlagLedger {

    /** Longest wait for one reply, which leaves time for a second attempt. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

    private final String keyPrefix;

    private final LedgerCommands commands;

    private final Supplier<FlagConnections> connecting;

    /** Replaced by a start after a stop. The store calls both from one thread at a time. */
    private volatile LedgerWorker worker;

    /** Null for a ledger that follows no copy. */
    private volatile @Nullable LastReadings lastReadings;

    /** Null before the first start. */
    private volatile @Nullable RecordingCopy recording;

    private final AuditListener listener;

    /**
     * Creates the ledger, which does not connect before it is used.
     *
     * @param source the Redis of the flags
     * @param settings settings for reading flags
     * @param ledgerSettings settings for recording changes
     * @param listener the listener for each entry that this instance records
     */
    public RedisFlagLedger(
            RedisSource source, RedisSettings settings, LedgerSettings ledgerSettings, AuditListener listener) {
        RedisSettings connectionSettings = settings.forLedger(LONGEST_TIMEOUT);
        this.keyPrefix = settings.keyPrefix();
        this.commands = new LedgerCommands(keyPrefix, ledgerSettings);
        this.connecting = () -> source.connections(connectionSettings);
        this.worker = new LedgerWorker(connecting);
        this.listener = listener;
    }

    @Override
    public FlagState read(String flag) {
        String problem = "Feature flag '" + flag + "' cannot be read";
        return worker.call(problem, null, connection -> {
            LedgerReply reply =
                    readWithRetry(problem, connection, redis -> commands.observe(redis, flag, lastRead(flag)));
            publish(reply);
            return reply.state();
        });
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        String problem = "Feature flag '" + flag + "' cannot be written";
        LedgerReply reply = worker.call(problem, write.request(), connection -> {
            LedgerReply written = writeWithRetry(
                    problem,
                    write.request(),
                    connection,
                    redis -> commands.write(redis, flag, value, write, lastRead(flag)));
            publish(written);
            return written;
        });
        String expected = write.expectedVersion();
        if (expected != null && reply.outcome() == LedgerOutcome.CONFLICT) {
            throw new FlagConflictException(expected, reply.state());
        }
        return reply.ofRequest();
    }

    /**
     * Runs the script, and once more if no reply came. The script recognizes a request that was carried out, even if
     * the first command arrives after the second.
     */
    private static LedgerReply writeWithRetry(
            String problem,
            String request,
            LedgerConnection connection,
            Function<DriverConnection, LedgerReply> script) {
        try {
            return writeOnce(problem, connection, script);
        } catch (LedgerConnection.NoConnectionException ex) {
            throw LedgerErrors.unavailable(problem, ex);
        } catch (FlagStoreException ex) {
            throw ex;
        } catch (RuntimeException unanswered) {
            try {
                return writeOnce(problem, connection, script);
            } catch (RuntimeException ex) {
                // Unknown even if Redis rejects the second: it may have carried out the first.
                throw LedgerErrors.outcomeUnknown(problem, request, ex);
            }
        }
    }

    private static LedgerReply writeOnce(
            String problem, LedgerConnection connection, Function<DriverConnection, LedgerReply> script) {
        try {
            return connection.call(script);
        } catch (ErrorReply reply) {
            throw LedgerErrors.rejected(problem, reply);
        }
    }

    private static <T> T readWithRetry(
            String problem, LedgerConnection connection, Function<DriverConnection, T> reading) {
        try {
            return connection.callWithRetry(reading);
        } catch (RuntimeException ex) {
            throw LedgerErrors.unread(problem, ex);
        }
    }

    /** A ledger that follows a copy writes no baseline of other keys, which a list of all flags reads as well. */
    private String lastRead(String flag) {
        LastReadings following = lastReadings;
        return following == null ? LastReading.PRESENT : following.encoded(flag);
    }

    private void publish(LedgerReply reply) {
        reply.added().forEach(listener::recorded);
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        String problem = "The history of feature flag '" + flag + "' cannot be read";
        return worker.call(
                problem,
                null,
                connection -> readWithRetry(problem, connection, redis -> commands.history(redis, flag, limit)));
    }

    @Override
    public boolean isExternal(FeatureFlagChangedEvent event) {
        RecordingCopy present = recording;
        return present != null && present.isExternal(event);
    }

    @Override
    public @Nullable Set<String> names() {
        return find(StoredNames.ofFlags(keyPrefix));
    }

    @Override
    public @Nullable Set<String> recorded() {
        return find(StoredNames.ofRecords(keyPrefix));
    }

    private @Nullable Set<String> find(StoredNames names) {
        try {
            return worker.<@Nullable Set<String>>call(
                    "The names of feature flags cannot be read",
                    null,
                    connection -> connection.callWithRetry(names::findIn));
        } catch (RuntimeException ex) {
            return null; // For any reason: callers then use the flags that the application knows.
        }
    }

    /**
     * Returns the store of the counts of guarded rollouts, which shares the thread and the connection of the ledger.
     *
     * @return the store
     */
    public RolloutStore rollouts() {
        return new RedisRolloutStore(keyPrefix, () -> worker);
    }

    /**
     * Follows a store with a copy that passes each reading on, and has external changes recorded until the next
     * {@link #stop}. After a stop, this starts the ledger again.
     *
     * @param copy the copy that receives the readings
     * @return what the store is to update
     */
    public Recording watching(FlagCopy copy) {
        if (worker.isStopped()) {
            worker = new LedgerWorker(connecting);
        }
        LastReadings present = lastReadings == null ? new LastReadings() : lastReadings;
        lastReadings = present; // Kept from one start to the next: a change in between is none of an unknown flag.
        RecordingCopy started = new RecordingCopy(
                copy, new ExternalChanges(worker, commands, present, new TakeoverDelay(new Random()), listener));
        recording = started;
        return new Recording(started, started);
    }

    /**
     * Ends the thread and the connection, whether or not Redis answers. Calls then fail until the next {@link #watching}:
     * a late one would open a connection that nothing closes.
     */
    public void stop() {
        worker.stop();
    }
}
