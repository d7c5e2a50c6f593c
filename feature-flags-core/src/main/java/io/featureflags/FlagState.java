package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * State of a flag in the store at one moment.
 *
 * @param name name of the flag
 * @param value value in the store; null if there is none
 * @param version version of the value: the {@link AuditEntry#version()} of its last change, or {@link #NO_CHANGES}
 */
public record FlagState(String name, @Nullable String value, String version) {

    /** Version of a flag without a recorded change. */
    public static final String NO_CHANGES = "0-0";
}
