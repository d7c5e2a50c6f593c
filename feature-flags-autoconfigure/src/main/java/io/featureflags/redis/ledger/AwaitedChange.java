package io.featureflags.redis.ledger;

import io.featureflags.spi.StoredValue;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A change that is not known to be recorded.
 *
 * @param value the new value
 * @param timer the timer of the first change that is not known to be recorded
 */
record AwaitedChange(StoredValue value, Timer timer) {

    AwaitedChange replacedBy(StoredValue next) {
        return new AwaitedChange(next, timer);
    }

    /** The timer of the changes of one reading. */
    static final class Timer {

        boolean hasChanges(Map<String, AwaitedChange> all) {
            return all.values().stream().anyMatch(change -> change.timer() == this);
        }

        /** Returns its changes, as many as one command compares. */
        Map<String, AwaitedChange> changes(Map<String, AwaitedChange> all) {
            return all.entrySet().stream()
                    .filter(entry -> entry.getValue().timer() == this)
                    .limit(ExternalChanges.MAX_FLAGS)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
