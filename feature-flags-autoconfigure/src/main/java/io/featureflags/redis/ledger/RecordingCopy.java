package io.featureflags.redis.ledger;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.redis.connection.TrackedServers;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A copy that has external changes recorded, after flag checks have received the new values. */
final class RecordingCopy implements FlagCopy, TrackedRecords {

    private final FlagCopy copy;

    private final ExternalChanges changes;

    RecordingCopy(FlagCopy copy, ExternalChanges changes) {
        this.copy = copy;
        this.changes = changes;
    }

    @Override
    public List<String> prefixes() {
        return changes.others().prefixes();
    }

    @Override
    public void trackingBegan(TrackedServers servers) {
        changes.others().trackingBegan(servers);
    }

    @Override
    public void keysChanged(Collection<String> keys) {
        changes.others().keysChanged(keys);
    }

    @Override
    public void trackingEnded() {
        changes.others().trackingEnded();
    }

    /** Returns whether a change is known to be external. For any thread. */
    boolean isExternal(FeatureFlagChangedEvent event) {
        return changes.others().reported().isExternal(event);
    }

    @Override
    public Collection<String> names() {
        return copy.names();
    }

    @Override
    public boolean hasValue(String name) {
        return copy.hasValue(name);
    }

    @Override
    public boolean isPresent(String name) {
        return copy.isPresent(name);
    }

    @Override
    public boolean contains(String name) {
        return copy.contains(name);
    }

    @Override
    public boolean isNew(String name) {
        return copy.isNew(name);
    }

    @Override
    public boolean isDeclared(String name) {
        return copy.isDeclared(name);
    }

    @Override
    public void changesAnnounced(Collection<String> names) {
        changes.announced(names, copy);
        copy.changesAnnounced(names);
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        readings.forEach((name, value) -> changes.others().reported().read(name, value, copy.contains(name)));
        Collection<String> changed = copy.update(readings);
        changes.compareLater(readings, copy);
        return changed;
    }

    @Override
    public void storeLost(Collection<String> names) {
        copy.storeLost(names);
    }

    @Override
    public void dataLost() {
        changes.dataLost(copy);
        copy.dataLost();
    }
}
