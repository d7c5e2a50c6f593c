package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FlagState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@link LedgerScript}.
 *
 * @param outcome what the script did
 * @param state the present state of the flag
 * @param added the recorded entries, the oldest first
 * @param ofRequest the entry of the request, whether recorded now or before; null if there is none
 */
record LedgerReply(
        LedgerOutcome outcome,
        FlagState state,
        List<AuditEntry> added,
        @Nullable AuditEntry ofRequest) {

    /**
     * Parses what the driver returns: outcome, value, version, added entries and, if there is one, the entry of the
     * request.
     */
    static LedgerReply of(String flag, List<?> raw) {
        FlagState state = new FlagState(flag, decoded(text(raw.get(1))), text(raw.get(2)));
        List<AuditEntry> added =
                ((List<?>) raw.get(3)).stream().map(entry -> entry(flag, entry)).toList();
        AuditEntry ofRequest = raw.size() > 4 ? entry(flag, raw.get(4)) : null;
        return new LedgerReply(LedgerOutcome.of(text(raw.get(0))), state, added, ofRequest);
    }

    private static AuditEntry entry(String flag, Object raw) {
        List<?> entry = (List<?>) raw;
        List<?> fields = (List<?>) entry.get(1);
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            byName.put(text(fields.get(i)), text(fields.get(i + 1)));
        }
        return entry(flag, text(entry.get(0)), byName);
    }

    /** Parses an entry of the stream. */
    static AuditEntry entry(String flag, String id, Map<String, String> fields) {
        return new AuditEntry(
                id,
                Instant.EPOCH.plus(Long.parseLong(of(fields, "at")), ChronoUnit.MICROS),
                flag,
                of(fields, "actor"),
                ChangeSource.valueOf(of(fields, "source")),
                of(fields, "via"),
                decoded(of(fields, "before")),
                decoded(of(fields, "after")),
                orNull(of(fields, "reason")),
                of(fields, "instance"),
                orNull(of(fields, "request")));
    }

    private static String of(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), () -> "An audit entry lacks the field '" + name + "'");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Returns a value in the form that the script takes and records. */
    static String encoded(@Nullable String value) {
        return value == null ? "-" : "=" + value;
    }

    private static @Nullable String decoded(String value) {
        return value.startsWith("=") ? value.substring(1) : null;
    }

    static String text(Object raw) {
        return new String((byte[]) raw, StandardCharsets.UTF_8);
    }
}
