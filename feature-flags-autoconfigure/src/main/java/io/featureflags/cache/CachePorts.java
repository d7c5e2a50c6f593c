package io.featureflags.cache;

import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ValueObserver;
import java.util.List;
import java.util.function.Supplier;

/**
 * The ports of a {@link FlagCache}.
 *
 * @param store the store of the values
 * @param parser parses the values
 * @param snapshot keeps the last known values for a start during an outage of the store
 * @param listener is notified of each change in the store, and of each window that opens or closes
 * @param observers follow the values that decide
 * @param flags the flags as callers see them, for the handles of values; called after the start
 */
public record CachePorts(
        FlagStore store,
        FlagValueParser parser,
        FlagSnapshot snapshot,
        FlagChangeListener listener,
        List<ValueObserver> observers,
        Supplier<FeatureFlags> flags) {

    /** Creates ports without observers, whose flags have no handles of values. */
    CachePorts(FlagStore store, FlagValueParser parser, FlagSnapshot snapshot, FlagChangeListener listener) {
        this(store, parser, snapshot, listener, List.of(), () -> {
            throw new IllegalStateException("No flags for callers");
        });
    }

    /** Returns the same ports with a listener whose exceptions are caught. */
    CachePorts withIsolatedListener() {
        return new CachePorts(store, parser, snapshot, new IsolatedListener(listener), observers, flags);
    }
}
