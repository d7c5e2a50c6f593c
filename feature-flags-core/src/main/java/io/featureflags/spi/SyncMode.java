package io.featureflags.spi;

/** Mode in which a {@link FlagStore} is synchronized. */
public enum SyncMode {

    /** The store pushes every change: changes apply within milliseconds. */
    TRACKING,

    /** The store is polled: changes apply within the polling interval. */
    POLLING,

    /** The store is unavailable: flags keep their last known values. */
    DOWN,

    /** The store is in the memory of this instance: its flags are always current. */
    MEMORY
}
