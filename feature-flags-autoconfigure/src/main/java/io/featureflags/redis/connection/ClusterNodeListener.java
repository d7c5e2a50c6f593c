package io.featureflags.redis.connection;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Forwards the notifications of one cluster node.
 *
 * @param all the listener for changes of flags in the whole cluster
 * @param onFailure the callback that receives the reason when the connection to this node is lost
 */
record ClusterNodeListener(TrackingListener all, Consumer<Throwable> onFailure) implements TrackingListener {

    @Override
    public void keysChanged(Collection<String> keys) {
        all.keysChanged(keys);
    }

    @Override
    public void dataFlushed() {
        all.dataFlushed();
    }

    @Override
    public void serversChanged() {
        all.serversChanged();
    }

    @Override
    public void connectionLost(Throwable reason) {
        onFailure.accept(reason);
    }
}
