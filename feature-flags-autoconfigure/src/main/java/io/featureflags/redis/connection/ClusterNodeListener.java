package io.featureflags.redis.connection;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Passes on what one node of a cluster tells.
 *
 * @param all is told of what concerns flags
 * @param lost is told that this node tells no more
 */
record ClusterNodeListener(TrackedServers.Listener all, Consumer<Throwable> lost) implements TrackedServers.Listener {

    @Override
    public void changed(Collection<String> keys) {
        all.changed(keys);
    }

    @Override
    public void flushed() {
        all.flushed();
    }

    @Override
    public void serversChanged() {
        all.serversChanged();
    }

    @Override
    public void failed(Throwable reason) {
        lost.accept(reason);
    }
}
