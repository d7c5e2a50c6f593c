package io.featureflags.cache;

import static io.featureflags.cache.ValueState.ABSENT;
import static io.featureflags.cache.ValueState.CURRENT;
import static io.featureflags.cache.ValueState.CURRENT_AT_RISK;
import static io.featureflags.cache.ValueState.LAST_KNOWN;
import static io.featureflags.cache.ValueState.LAST_KNOWN_ABSENT;
import static io.featureflags.cache.ValueState.LAST_KNOWN_AT_RISK;
import static io.featureflags.cache.ValueState.RESTORED;
import static io.featureflags.cache.ValueState.UNREAD;
import static io.featureflags.cache.ValueState.UNREAD_AT_RISK;
import static io.featureflags.cache.ValueState.UNREAD_LAST_KNOWN;
import static io.featureflags.cache.ValueState.UNREAD_RESTORED;
import static io.featureflags.cache.ValueState.UNREAD_VANISHED;
import static io.featureflags.cache.ValueState.VANISHED;

import io.featureflags.spi.StoredValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Event in the life of a flag's value. The events are the table of transitions: each lists the states that it changes,
 * and leaves every other state as it is.
 */
enum ValueEvent {

    /** The store has a value. */
    VALUE_READ(from(ValueState.values()).to(CURRENT)),

    /** The store has no value and no record of a deletion. After a data loss the last value is kept. */
    ABSENCE_READ(
            from(CURRENT_AT_RISK, LAST_KNOWN_AT_RISK).to(VANISHED),
            from(UNREAD_AT_RISK).to(UNREAD_VANISHED),
            from(CURRENT, LAST_KNOWN, RESTORED, LAST_KNOWN_ABSENT).to(ABSENT),
            from(UNREAD, UNREAD_LAST_KNOWN, UNREAD_RESTORED).to(ABSENT)),

    /** The store has no value, and has recorded the deletion: it is intended. */
    DELETION_READ(from(ValueState.values()).to(ABSENT)),

    /**
     * The store or this value cannot be read. A store that comes back empty has lost its data, so that a restored value
     * is kept like any other from now on.
     */
    UNREADABLE(
            from(CURRENT, RESTORED).to(LAST_KNOWN),
            from(CURRENT_AT_RISK).to(LAST_KNOWN_AT_RISK),
            from(ABSENT).to(LAST_KNOWN_ABSENT),
            from(UNREAD_RESTORED).to(UNREAD_LAST_KNOWN)),

    /** The store had no value when it was read before the flag became known. */
    ABSENCE_REMEMBERED(
            from(UNREAD).to(LAST_KNOWN_ABSENT),
            from(UNREAD_RESTORED).to(RESTORED),
            from(UNREAD_LAST_KNOWN).to(LAST_KNOWN),
            from(UNREAD_AT_RISK).to(LAST_KNOWN_AT_RISK),
            from(UNREAD_VANISHED).to(VANISHED)),

    /** The snapshot has a value. It has no effect if there is a value, or if the store is known to have none. */
    SNAPSHOT_RESTORED(from(UNREAD).to(UNREAD_RESTORED), from(LAST_KNOWN_ABSENT).to(RESTORED)),

    /** The store has reported that it lost its data: the next reading shows whether this value is lost. */
    DATA_LOSS_REPORTED(
            from(CURRENT).to(CURRENT_AT_RISK),
            from(LAST_KNOWN).to(LAST_KNOWN_AT_RISK),
            from(UNREAD_LAST_KNOWN).to(UNREAD_AT_RISK)),

    /** Most keys disappeared at once: a suspected data loss. It also takes back a deletion of the last second. */
    DATA_LOSS_DETECTED(
            from(CURRENT, CURRENT_AT_RISK, LAST_KNOWN, LAST_KNOWN_AT_RISK, RESTORED)
                    .to(VANISHED),
            from(ABSENT, LAST_KNOWN_ABSENT).to(VANISHED),
            from(UNREAD, UNREAD_RESTORED, UNREAD_LAST_KNOWN, UNREAD_AT_RISK).to(UNREAD_VANISHED));

    @SuppressWarnings("ImmutableEnumChecker") // It does not change after the constructor.
    private final Map<ValueState, ValueState> next = new EnumMap<>(ValueState.class);

    ValueEvent(Transition... transitions) {
        for (Transition transition : transitions) {
            for (ValueState state : transition.from) {
                next.put(state, transition.to);
            }
        }
    }

    /** Returns the event of a reading. */
    static ValueEvent of(StoredValue reading) {
        if (reading instanceof StoredValue.Absent absent) {
            return absent.deleted() ? DELETION_READ : ABSENCE_READ;
        }
        return reading instanceof StoredValue.Unreadable ? UNREADABLE : VALUE_READ;
    }

    /** Returns the state that follows a state. */
    ValueState after(ValueState state) {
        return next.getOrDefault(state, state);
    }

    private static Origin from(ValueState... states) {
        return new Origin(List.of(states));
    }

    private record Origin(List<ValueState> states) {

        Transition to(ValueState state) {
            return new Transition(states, state);
        }
    }

    private record Transition(List<ValueState> from, ValueState to) {}
}
