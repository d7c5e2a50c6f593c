package io.featureflags.cache;

/**
 * What is known of a flag's value in the store. {@link ValueEvent} holds the transitions. In an {@code UNREAD} state,
 * checks wait for the first reading while the application starts.
 */
enum ValueState {

    /** No reading and no value. */
    UNREAD,

    /** No reading. The value is from the snapshot, and the store has not been reached yet. */
    UNREAD_RESTORED,

    /** No reading. The value of the snapshot is kept because the store cannot be read. */
    UNREAD_LAST_KNOWN,

    /** As {@link #UNREAD_LAST_KNOWN}, and the store has reported a data loss. */
    UNREAD_AT_RISK,

    /** No reading of a value. The value of the snapshot is kept because of a data loss. */
    UNREAD_VANISHED,

    /** The store has no value. */
    ABSENT,

    /** The store had no value when it was last read, and may have one by now. */
    LAST_KNOWN_ABSENT,

    /** The store has this value. */
    CURRENT,

    /** The store had this value when it reported a data loss: an absence is part of the loss. */
    CURRENT_AT_RISK,

    /** The value is kept because the store cannot be read. */
    LAST_KNOWN,

    /** As {@link #LAST_KNOWN}, and the store has reported a data loss: an absence is part of the loss. */
    LAST_KNOWN_AT_RISK,

    /** The flag had been read before, without a value. The value is from the snapshot, loaded at a restart. */
    RESTORED,

    /** The key disappeared in a suspected data loss. The last value is kept until the store has one again. */
    VANISHED;

    /** Returns whether checks wait for the first reading while the application starts. */
    boolean isUnread() {
        return this == UNREAD
                || this == UNREAD_RESTORED
                || this == UNREAD_LAST_KNOWN
                || this == UNREAD_AT_RISK
                || this == UNREAD_VANISHED;
    }

    /** Returns whether the store is known to have exactly this now: the value, or none. */
    boolean isCurrent() {
        return this == ABSENT || this == CURRENT || this == CURRENT_AT_RISK;
    }

    /** Returns whether the store has a value as far as is known, so that its absence would be a deletion or a loss. */
    boolean isPresent() {
        return this == CURRENT
                || this == CURRENT_AT_RISK
                || this == LAST_KNOWN
                || this == LAST_KNOWN_AT_RISK
                || this == UNREAD_LAST_KNOWN
                || this == UNREAD_AT_RISK;
    }

    /** Returns whether the key disappeared in a suspected data loss, and the last value is kept. */
    boolean isVanished() {
        return this == VANISHED || this == UNREAD_VANISHED;
    }
}
