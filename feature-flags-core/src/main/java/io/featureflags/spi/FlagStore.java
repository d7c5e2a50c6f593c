package io.featureflags.spi;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Port: where the flags' values live. A store keeps a {@link FlagCopy} current from its own threads and carries out no
 * work on a caller's.
 */
public interface FlagStore {

    /**
     * Begins to keep a copy current.
     *
     * @param copy the copy
     */
    void start(FlagCopy copy);

    /**
     * Reads names that the copy has met for the first time, before their turn. Returns at once; requests are answered in
     * their order.
     *
     * @param names names of flags
     * @return completes, never exceptionally, when the copy has what there is, or when it cannot be had now
     */
    CompletionStage<Void> load(Collection<String> names);

    /**
     * Where a person would look for a flag's value.
     *
     * @param name name of the flag
     * @return the place, for a message ({@code Redis key feature:new_checkout_flow})
     */
    String whereIs(String name);

    /**
     * How closely the store is followed at present. Does not ask the store.
     *
     * @return the status; {@link SyncMode#DOWN} while the store is not started
     */
    SyncStatus status();

    /**
     * Whether values can vanish that nobody has deleted, as by a flush or an eviction. Flags then keep their last known
     * values when many vanish at once.
     *
     * @return whether they can; the default is true
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
     * Returns whether the values live outside of this process, so that the local copy can be out of date.
     *
     * @return whether the status of this store is worth a meter; the default is true
     */
    default boolean isRemote() {
        return true;
    }

    /** Ends {@link #start} and frees threads and connections; the store can be started again. */
    void stop();
}
