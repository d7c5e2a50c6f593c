package io.featureflags.redis.sync;

import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.redis.connection.TrackedServers;
import java.util.Collection;
import java.util.List;

/** Ignores what is reported of records. */
final class NoRecords implements TrackedRecords {

    @Override
    public List<String> prefixes() {
        return List.of("feature:");
    }

    @Override
    public void trackingBegan(TrackedServers servers) {}

    @Override
    public void keysChanged(Collection<String> keys) {}

    @Override
    public void trackingEnded() {}
}
