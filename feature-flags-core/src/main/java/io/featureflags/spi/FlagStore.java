package io.featureflags.spi;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Port: the storage of the flags' values. A store keeps a {@link FlagCopy} current from its own threads and does no
 * work on the threads of its callers.
 */
public interface FlagStore {

    /**
     * Starts to keep a copy current.
     *
     * @param copy the copy
     */
    void start(FlagCopy copy);

    /**
     * Reads flags that the copy needs for the first time, without waiting for the next regular reading. Returns
     * immediately; requests are processed in order.
     *
     * @param names names of the flags
     * @return a stage that completes when the copy was updated or the values are unavailable; it never completes
     *     exceptionally
     */
    CompletionStage<Void> load(Collection<String> names);

    /**
     * Describes where a flag's value is stored.
     *
     * @param name name of the flag
     * @return the location, for messages ({@code Redis key feature:new_checkout_flow})
     */
    String whereIs(String name);

    /**
     * Returns the present synchronization status. Does not contact the store.
     *
     * @return the status; {@link SyncMode#DOWN} while a remote store is not started
     */
    SyncStatus status();

    /**
     * Returns whether values can disappear without being deleted, as by a flush or an eviction. If so, flags keep their
     * last known values when many of them disappear at once.
     *
     * @return whether values can be lost; the default is true
     */
    default boolean canLoseValues() {
        return true;
    }

    /**
     * Returns the ledger that writes to this store.
     *
     * @return the ledger; null if the library cannot change the values. The default is this store, if it is a
     *     {@link FlagLedger}
     */
    default @Nullable FlagLedger ledger() {
        return this instanceof FlagLedger ledger ? ledger : null;
    }

    /**
     * Returns the store of the counts of guarded rollouts.
     *
     * @return the store; null if plans do not run here: their percentage stays as it is. The default is null
     */
    default @Nullable RolloutStore rollouts() {
        return null;
    }

    /**
     * Returns whether the values live outside of this process, so that the local copy can be out of date.
     *
     * @return whether the age of the local copy is worth a meter; the default is true
     */
    default boolean isRemote() {
        return true;
    }

    /** Stops synchronizing and releases threads and connections. The store can be started again. */
    void stop();
}
