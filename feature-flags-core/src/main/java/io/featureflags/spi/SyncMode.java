package io.featureflags.spi;

/** How closely a {@link FlagStore} is followed at present. */
public enum SyncMode {

    /** The store tells of every change: it is seen within milliseconds. */
    TRACKING,

    /** The store is asked again and again: a change is seen within the interval of the asking. */
    POLLING,

    /** The store does not answer: flags keep their last known values. */
    DOWN
}
