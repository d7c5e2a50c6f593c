package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * A flag in the store, at one moment.
 *
 * @param name name of the flag
 * @param value the value as it stands there; null if there is none
 * @param version the version of that value: the {@link AuditEntry#version()} of its last change, or {@link #NO_CHANGES}
 */
public record FlagState(String name, @Nullable String value, String version) {

    /** The version of a flag of which no change is recorded. */
    public static final String NO_CHANGES = "0-0";
}
