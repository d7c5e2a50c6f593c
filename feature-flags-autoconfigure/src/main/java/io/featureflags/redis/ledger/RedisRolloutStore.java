package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The counts of guarded rollouts in Redis, beside their flags: a hash and a bitmap per flag. Works on the thread and the
 * connection of the ledger.
 */
final class RedisRolloutStore implements RolloutStore {

    private final String keyPrefix;

    private final Supplier<LedgerWorker> worker;

    /**
     * Creates the store, which does not connect before it is used.
     *
     * @param keyPrefix prefix of the keys of flags
     * @param worker the present worker of the ledger
     */
    RedisRolloutStore(String keyPrefix, Supplier<LedgerWorker> worker) {
        this.keyPrefix = keyPrefix;
        this.worker = worker;
    }

    @Override
    public @Nullable RolloutProgress count(String flag, RolloutBatch batch) {
        return run(flag, "counted", redis -> RolloutScript.count(redis, keys(flag), batch));
    }

    @Override
    public @Nullable RolloutProgress progress(String flag) {
        return run(flag, "read", redis -> RolloutScript.read(redis, keys(flag)));
    }

    private LedgerKeys keys(String flag) {
        return LedgerKeys.of(keyPrefix, flag);
    }

    /** Runs the script, and once more if no reply came: it does not count the same batch twice. */
    private @Nullable RolloutProgress run(String flag, String action, Function<DriverConnection, List<?>> script) {
        String problem = "The rollout of feature flag '" + flag + "' cannot be " + action;
        List<?> reply = worker.get().<List<?>>count(problem, connection -> {
            try {
                return connection.<List<?>>count(script);
            } catch (RuntimeException ex) {
                throw LedgerErrors.unread(problem, ex);
            }
        });
        try {
            return RolloutReply.of(reply);
        } catch (RuntimeException ex) { // A person, or another program, has changed the hash.
            throw new FlagStoreException(
                    problem + ": the counts in Redis are damaged. Delete the key "
                            + keys(flag).rollout() + ".",
                    true,
                    ex);
        }
    }
}
