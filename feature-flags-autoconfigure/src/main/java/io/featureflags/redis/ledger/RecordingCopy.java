package io.featureflags.redis.ledger;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.Map;

/** A copy whose readings are looked at by the record of changes, too, when checks have them already. */
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
