package io.featureflags;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a flag: who changed what, when and why.
 *
 * @param version the flag's version since then; those of one flag are in the order of its changes
 * @param at when, by the clock of the store, to the microsecond; of a change that went past this library it is when an
 *     instance noticed it
 * @param flag name of the flag
 * @param actor who changed it, as the writer said; {@code ?} for a change that went past this library
 * @param source what kind of actor that is
 * @param via the way that the change took: {@code api}, {@code actuator}, {@code console} or {@code redis}
 * @param before the value before; null if there was none
 * @param after the value from then on; null if there was none
 * @param reason why, as the writer said; null if it did not
 * @param instance the application that has written the entry
 * @param request the request of the writer; null for a change that went past this library
 */
public record AuditEntry(
        String version,
        Instant at,
        String flag,
        String actor,
        ChangeSource source,
        String via,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason,
        String instance,
        @Nullable String request) {}
