package io.featureflags.cache;

import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ValueObserver;
import java.util.List;

/**
 * The ports of a {@link FlagCache}.
 *
 * @param store the store of the values
 * @param parser parses the values
 * @param snapshot keeps the last known values for a start during an outage of the store
 * @param listener is notified of each change in the store, and of each window that opens or closes
 * @param observers follow the values that decide
 */
public record CachePorts(
        FlagStore store,
        FlagValueParser parser,
        FlagSnapshot snapshot,
        FlagChangeListener listener,
        List<ValueObserver> observers) {

    /** Creates ports without observers. */
    CachePorts(FlagStore store, FlagValueParser parser, FlagSnapshot snapshot, FlagChangeListener listener) {
        this(store, parser, snapshot, listener, List.of());
    }

    /** Returns the same ports with a listener whose exceptions are caught. */
    CachePorts withIsolatedListener() {
        return new CachePorts(store, parser, snapshot, new IsolatedListener(listener), observers);
    }
}
