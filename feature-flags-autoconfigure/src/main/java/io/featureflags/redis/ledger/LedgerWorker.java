package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import io.featureflags.redis.connection.FlagConnections;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of a ledger on one thread and one connection. Both end for good with {@link #stop}. */
final class LedgerWorker {

    /** Time that the connection is kept after a count: three times that between two of them. */
    private static final Duration KEEP_FOR_COUNTS = Duration.ofSeconds(3);

    private final LedgerConnection connection;

    private final LedgerThread thread;

    LedgerWorker(Supplier<FlagConnections> connecting) {
        this.connection = new LedgerConnection(connecting);
        this.thread = new LedgerThread(connection::closeUnlessCluster);
    }

    /** Runs a task later. */
    void run(Consumer<LedgerConnection> task) {
        thread.run(() -> task.accept(connection));
    }

    /** Runs a task after a delay. */
    void after(Duration delay, Consumer<LedgerConnection> task) {
        thread.after(delay, () -> task.accept(connection));
    }

    /**
     * Runs a task, and waits for it.
     *
     * @param problem beginning of the message of a failure, such as "Feature flag 'x' cannot be read"
     * @param request the request of a write, which Redis may carry out in spite of a failure; null for a reading task
     * @param task the task
     * @return the result of the task
     * @throws FlagStoreException if the task takes too long
     */
    <T extends @Nullable Object> T call(String problem, @Nullable String request, Function<LedgerConnection, T> task) {
        return thread.call(problem, request, () -> task.apply(connection));
    }

    /**
     * Runs a task of a guarded rollout, and waits for it. These come each second: the connection is kept from one to the next.
     *
     * @param problem beginning of the message of a failure
     * @param task the task, which may be carried out twice
     * @return the result of the task
     * @throws FlagStoreException if the task takes too long
     */
    <T extends @Nullable Object> T count(String problem, Function<LedgerConnection, T> task) {
        return thread.call(problem, null, KEEP_FOR_COUNTS, () -> task.apply(connection));
    }

    boolean isStopped() {
        return connection.isEnded();
    }

    /** Ends the thread and the connection, even if the driver waits for Redis. */
    void stop() {
        thread.stop();
        connection.end();
    }
}
