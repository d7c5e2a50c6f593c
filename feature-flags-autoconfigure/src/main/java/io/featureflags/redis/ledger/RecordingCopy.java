package io.featureflags.redis.ledger;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.Map;

/** A copy that has external changes recorded, after flag checks have received the new values. */
final class RecordingCopy implements FlagCopy {

    private final FlagCopy copy;

    private final ExternalChanges changes;

    RecordingCopy(FlagCopy copy, ExternalChanges changes) {
        this.copy = copy;
        this.changes = changes;
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
