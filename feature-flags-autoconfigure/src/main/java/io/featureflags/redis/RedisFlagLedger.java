package io.featureflags.redis;

import io.featureflags.AuditEntry;
import io.featureflags.AuditListener;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagCopy;
import io.featureflags.FlagLedger;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

    private final Supplier<OwnConnections> connecting;

    /** Another one after each stop, which the store calls from one thread at a time. */
    private volatile Work work;

    private final AuditListener listener;

    private final ExternalChanges externalChanges;

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
        RedisSettings ours =
                settings.timeout().compareTo(LONGEST_TIMEOUT) > 0 ? settings.withTimeout(LONGEST_TIMEOUT) : settings;
        this.keyPrefix = settings.keyPrefix();
        this.commands = new LedgerCommands(keyPrefix, ledgerSettings);
        this.connecting = () -> OwnConnections.derivedFrom(source, masterReplica, ours);
        this.work = Work.begin(connecting);
        this.listener = listener;
        this.externalChanges = new ExternalChanges(task -> work.thread().run(task), this::recordIfChanged);
    }

    @Override
    public FlagState read(String flag) {
        String doing = "Feature flag '" + flag + "' cannot be read";
        return work.thread().call(doing, null, () -> {
            LedgerAnswer answer = known(doing, redis -> commands.observe(redis, flag));
            tell(answer);
            return answer.state();
        });
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        String doing = "Feature flag '" + flag + "' cannot be written";
        LedgerAnswer answer = work.thread().call(doing, write.request(), () -> {
            LedgerAnswer written =
                    writeOnce(doing, write.request(), redis -> commands.write(redis, flag, value, write));
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
    private LedgerAnswer writeOnce(String doing, String request, Function<RedisConnection, LedgerAnswer> script) {
        try {
            return answered(doing, script);
        } catch (LedgerConnection.NoConnectionException ex) {
            throw away(doing, ex);
        } catch (FlagStoreException ex) {
            throw ex;
        } catch (RuntimeException unanswered) {
            try {
                return answered(doing, script);
            } catch (RuntimeException ex) {
                // Also where Redis says no by now: it may have said yes to the first.
                throw LedgerThread.unknown(doing, request, ex);
            }
        }
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        String doing = "The history of feature flag '" + flag + "' cannot be read";
        return work.thread().call(doing, null, () -> known(doing, redis -> commands.history(redis, flag, limit)));
    }

    @Override
    public @Nullable Set<String> names() {
        try {
            return work.thread()
                    .call("The names of feature flags cannot be read", null, new Supplier<@Nullable Set<String>>() {
                        @Override
                        public @Nullable Set<String> get() {
                            return work.connection()
                                    .callAgain(redis -> new StoredNames(keyPrefix, System::nanoTime).of(redis));
                        }
                    });
        } catch (RuntimeException ex) {
            return null; // Whatever the reason, the flags that this application knows are there without it.
        }
    }

    /** A copy that lets this ledger see what is read, too. */
    FlagCopy watching(FlagCopy copy) {
        return new WatchedCopy(copy, externalChanges);
    }

    /** Ends the thread and the connection, whatever Redis does. They begin anew when they are needed. */
    void stop() {
        Work ended = work;
        work = Work.begin(connecting);
        ended.thread().stop();
        ended.connection().end();
        externalChanges.forget();
    }

    /** What is there until the next stop. */
    private record Work(LedgerThread thread, LedgerConnection connection) {

        static Work begin(Supplier<OwnConnections> connecting) {
            LedgerConnection connection = new LedgerConnection(connecting);
            return new Work(new LedgerThread(connection::close), connection);
        }
    }

    private void recordIfChanged(String flag) {
        @Nullable
        LedgerAnswer answer = work.connection()
                .callAgain(redis -> commands.isRecorded(redis, flag) ? null : commands.observe(redis, flag));
        if (answer != null) {
            tell(answer);
        }
    }

    private <T> T known(String doing, Function<RedisConnection, T> asking) {
        try {
            return work.connection().callAgain(asking);
        } catch (ErrorReply reply) {
            throw LedgerErrors.refused(doing, reply);
        } catch (RuntimeException ex) {
            throw away(doing, ex);
        }
    }

    private <T> T answered(String doing, Function<RedisConnection, T> asking) {
        try {
            return work.connection().call(asking);
        } catch (ErrorReply reply) {
            throw LedgerErrors.refused(doing, reply);
        }
    }

    private static FlagStoreException away(String doing, RuntimeException cause) {
        return new FlagStoreException(
                doing + ": Redis does not answer (" + SyncLog.describe(cause) + "). Nothing was written.", true, cause);
    }

    private void tell(LedgerAnswer answer) {
        answer.added().forEach(listener::recorded);
    }
}
