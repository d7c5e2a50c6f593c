package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import java.util.List;
import java.util.regex.Pattern;

/** An instance that continuously counts batches of flag {@code a} at 1 %, and prints each one that was answered. */
final class CountingApplication {

    /** Number of users of an instance who fail, few enough that the bitmap of three instances is never cleared. */
    static final int USERS = 2000;

    /** A complete line of the output: a number of a batch. */
    static final Pattern ANSWER = Pattern.compile("answered (\\d+) !");

    private CountingApplication() {}

    /** Counts until the process is killed. The arguments are the port of Redis and the index of the instance. */
    public static void main(String[] arguments) {
        RolloutStore rollouts = LedgerServers.ledger(
                        LedgerServers.lettuce(Integer.parseInt(arguments[0])), LedgerServers::ignore)
                .rollouts();
        int instance = Integer.parseInt(arguments[1]);
        for (int number = 1; ; number++) {
            RolloutBatch batch = batch(instance, number);
            boolean isAnswered = false;
            while (!isAnswered) {
                isAnswered = isAnswered(rollouts, batch);
            }
            System.out.println("answered " + number + " !");
        }
    }

    private static boolean isAnswered(RolloutStore rollouts, RolloutBatch batch) {
        try {
            RolloutProgress progress = rollouts.count("a", batch);
            return progress != null;
        } catch (FlagStoreException ex) {
            return false; // The same batch is sent again.
        }
    }

    /** Returns a batch with as many calls of the new code as its number, and twice as many of the legacy code. */
    private static RolloutBatch batch(int instance, int number) {
        RolloutBatch batch = RolloutBatches.by(RolloutBatches.at(1), "sender-" + instance, number, "shop/" + instance);
        return RolloutBatches.paths(
                batch,
                new RolloutBatch.Path(number, List.of(instance * USERS + (number - 1) % USERS), List.of()),
                new RolloutBatch.Path(2L * number, List.of(), List.of()));
    }
}
