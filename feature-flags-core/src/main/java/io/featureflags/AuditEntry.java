package io.featureflags;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded change of a flag: actor, time, values and reason. A change made directly in the store, such as by
 * redis-cli, has the source {@link ChangeSource#EXTERNAL}; it is recorded when an instance detects it.
 *
 * @param version version of the flag after the change; the versions of one flag ascend in the order of its changes
 * @param at time of the change by the clock of the store, to the microsecond; for an external change, the time at which
 *     an instance detected it
 * @param flag name of the flag
 * @param actor user or job that made the change, as given in {@link FlagWrite#actor()}; {@code ?} for an external
 *     change
 * @param source kind of actor
 * @param via interface by which the change was made: {@code api}, {@code actuator}, {@code console} or {@code redis}
 * @param before value before the change; null if there was none
 * @param after value after the change; null if there is none
 * @param reason reason of the change; null if none was given
 * @param instance application instance that wrote the entry
 * @param request id of the write request; null for an external change
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
