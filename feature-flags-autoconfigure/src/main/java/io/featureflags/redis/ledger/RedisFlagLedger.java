package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/**
 * The record of flags in Redis, in one stream per flag beside the flag's own key. Works on a thread and a connection of its
 * own, which end when there has been nothing to do for a moment. A call takes less than five seconds.
 */
public final class RedisFlagLedger implements FlagLedger {

    /** Longest wait for one answer, so that there is time for a second attempt. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

    private final String keyPrefix;

    private final LedgerCommands commands;

    private final Supplier<FlagConnections> connecting;

    /** Another one after each stop, which the store calls from one thread at a time. */
    private volatile Work work;

    private final AuditListener listener;

    /**
     * Creates the ledger; nothing is connected before it is used.
     *
     * @param source the connection factory of the application: our connections are made after its example
     * @param masterReplica where the factory connects to if it is Lettuce's for a static master with replicas, which it
     *     does not tell itself; else null
     * @param settings how flags are read
     * @param ledgerSettings how changes are recorded
     * @param listener gets to know of each entry that this instance records
     */
    public RedisFlagLedger(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings,
            LedgerSettings ledgerSettings,
            AuditListener listener) {
        RedisSettings ours = settings.forLedger(LONGEST_TIMEOUT);
        this.keyPrefix = settings.keyPrefix();
        this.commands = new LedgerCommands(keyPrefix, ledgerSettings);
        this.connecting = () -> FlagConnections.derivedFrom(source, masterReplica, ours);
        this.work = Work.begin(connecting);
        this.listener = listener;
    }

    @Override
    public FlagState read(String flag) {
        String doing = "Feature flag '" + flag + "' cannot be read";
        return work.call(doing, null, connection -> {
            LedgerAnswer answer = known(doing, connection, redis -> commands.observe(redis, flag));
            tell(answer);
            return answer.state();
        });
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        String doing = "Feature flag '" + flag + "' cannot be written";
        LedgerAnswer answer = work.call(doing, write.request(), connection -> {
            LedgerAnswer written =
                    writeOnce(doing, write.request(), connection, redis -> commands.write(redis, flag, value, write));
            tell(written);
            return written;
        });
        String expected = write.expectedVersion();
        if (expected != null && answer.outcome().equals("conflict")) {
            throw new FlagConflictException(expected, answer.state());
        }
        return answer.ofRequest();
    }

    /** Sent again if no answer came: the request tells Redis whether it has been carried out, even if that is only to come. */
    private LedgerAnswer writeOnce(
            String doing, String request, LedgerConnection connection, Function<RedisConnection, LedgerAnswer> script) {
        try {
            return answered(doing, connection, script);
        } catch (LedgerConnection.NoConnectionException ex) {
            throw away(doing, ex);
        } catch (FlagStoreException ex) {
            throw ex;
        } catch (RuntimeException unanswered) {
            try {
                return answered(doing, connection, script);
            } catch (RuntimeException ex) {
                // Also where Redis says no by now: it may have said yes to the first.
                throw LedgerThread.unknown(doing, request, ex);
            }
        }
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        String doing = "The history of feature flag '" + flag + "' cannot be read";
        return work.call(
                doing, null, connection -> known(doing, connection, redis -> commands.history(redis, flag, limit)));
    }

    @Override
    public @Nullable Set<String> names() {
        return stored(StoredNames::ofFlags);
    }

    @Override
    public @Nullable Set<String> recorded() {
        return stored(StoredNames::ofRecords);
    }

    private @Nullable Set<String> stored(BiFunction<String, LongSupplier, StoredNames> which) {
        try {
            return work.<@Nullable Set<String>>call(
                    "The names of feature flags cannot be read",
                    null,
                    connection -> connection.callAgain(
                            redis -> which.apply(keyPrefix, System::nanoTime).of(redis)));
        } catch (RuntimeException ex) {
            return null; // Whatever the reason, the flags that this application knows are there without it.
        }
    }

    /** A copy that lets this ledger see what is read, too, until the next stop. */
    public FlagCopy watching(FlagCopy copy) {
        return new RecordingCopy(copy, new ExternalChanges(work::run, this::unrecorded, this::recordChange));
    }

    /** Ends the thread and the connection, whatever Redis does. They begin anew when they are needed. */
    public void stop() {
        Work ended = work;
        work = Work.begin(connecting);
        ended.thread().stop();
        ended.connection().end();
    }

    /** What is there until the next stop. A task of a thread keeps to the connection that ends with it. */
    private record Work(LedgerThread thread, LedgerConnection connection) {

        static Work begin(Supplier<FlagConnections> connecting) {
            LedgerConnection connection = new LedgerConnection(connecting);
            return new Work(new LedgerThread(connection::rest), connection);
        }

        void run(Consumer<LedgerConnection> task) {
            thread.run(() -> task.accept(connection));
        }

        <T extends @Nullable Object> T call(
                String doing, @Nullable String request, Function<LedgerConnection, T> task) {
            return thread.call(doing, request, () -> task.apply(connection));
        }
    }

    private List<String> unrecorded(LedgerConnection connection, List<String> flags) {
        return connection.callAgain(redis -> commands.unrecorded(redis, flags));
    }

    private void recordChange(LedgerConnection connection, String flag) {
        tell(connection.callAgain(redis -> commands.observe(redis, flag)));
    }

    private static <T> T known(String doing, LedgerConnection connection, Function<RedisConnection, T> asking) {
        try {
            return connection.callAgain(asking);
        } catch (ErrorReply reply) {
            throw LedgerErrors.refused(doing, reply);
        } catch (RuntimeException ex) {
            throw away(doing, ex);
        }
    }

    private static <T> T answered(String doing, LedgerConnection connection, Function<RedisConnection, T> asking) {
        try {
            return connection.call(asking);
        } catch (ErrorReply reply) {
            throw LedgerErrors.refused(doing, reply);
        }
    }

    private static FlagStoreException away(String doing, RuntimeException cause) {
        return new FlagStoreException(
                doing + ": Redis does not answer (" + FailureText.of(cause) + "). Nothing was written.", true, cause);
    }

    private void tell(LedgerAnswer answer) {
        answer.added().forEach(listener::recorded);
    }
}
