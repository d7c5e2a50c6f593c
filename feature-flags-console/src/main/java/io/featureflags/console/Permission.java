package io.featureflags.console;

/** Answer of the rules of an application to the question whether a user may send a request. */
enum Permission {

    /** A rule permits it. */
    GRANTED,

    /** A rule denies it. */
    DENIED,

    /** No rule covers it. */
    UNKNOWN
}
