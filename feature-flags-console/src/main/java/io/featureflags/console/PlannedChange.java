package io.featureflags.console;

import org.jspecify.annotations.Nullable;

/**
 * A change with its effects.
 *
 * @param flag name of the flag
 * @param before value before; null for none
 * @param after value after; null for none
 * @param opensToEveryone whether all users get it, and not all did
 * @param switchesOff whether no user gets it any more
 * @param reasonRequired whether it needs a reason
 */
record PlannedChange(
        String flag,
        @Nullable String before,
        @Nullable String after,
        boolean opensToEveryone,
        boolean switchesOff,
        boolean reasonRequired) {}
