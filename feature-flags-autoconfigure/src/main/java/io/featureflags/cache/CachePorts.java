package io.featureflags.cache;

import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ValueObserver;

/**
 * The ports of a {@link FlagCache}.
 *
 * @param store the store of the values
 * @param parser parses the values
 * @param snapshot keeps the last known values for a start during an outage of the store
 * @param listener is notified of each change in the store, and of each window that opens or closes
 * @param observer follows the values that decide
 */
public record CachePorts(
        FlagStore store,
        FlagValueParser parser,
        FlagSnapshot snapshot,
        FlagChangeListener listener,
        ValueObserver observer) {

    /** Returns the same ports with a listener whose exceptions are caught. */
    CachePorts withIsolatedListener() {
        return new CachePorts(store, parser, snapshot, new IsolatedListener(listener), observer);
    }
}
