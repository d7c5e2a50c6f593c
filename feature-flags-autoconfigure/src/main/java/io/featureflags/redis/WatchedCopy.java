package io.featureflags.redis;

import io.featureflags.FlagCopy;
import io.featureflags.StoredValue;
import java.util.Collection;
import java.util.Map;

/** A copy whose readings are looked at by the record of changes, too, when checks have them already. */
final class WatchedCopy implements FlagCopy {

    private final FlagCopy copy;

    private final ExternalChanges changes;

    WatchedCopy(FlagCopy copy, ExternalChanges changes) {
        this.copy = copy;
        this.changes = changes;
    }

    @Override
    public Collection<String> names() {
        return copy.names();
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        Collection<String> changed = copy.update(readings);
        changes.read(readings, copy::names);
        return changed;
    }

    @Override
    public void storeLost(Collection<String> names) {
        copy.storeLost(names);
    }

    @Override
    public void dataLost() {
        copy.dataLost();
    }
}
