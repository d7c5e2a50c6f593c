package io.featureflags.audit;

import io.featureflags.AuditEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;

/** Gives each change to Spring Boot's audit, beside logins and whatever else the application has there. */
public final class AuditEventSink implements AuditSink {

    /** The type of these events. */
    public static final String TYPE = "FEATURE_FLAG_CHANGED";

    private final Supplier<@Nullable AuditEventRepository> repository;

    /**
     * Creates the sink.
     *
     * @param repository takes the events; asked for with each, since one may need a database that comes later. Null for none
     */
    public AuditEventSink(Supplier<@Nullable AuditEventRepository> repository) {
        this.repository = repository;
    }

    @Override
    public void take(AuditEntry entry) {
        AuditEventRepository found = repository.get();
        if (found == null) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("flag", entry.flag());
        data.put("source", entry.source().name());
        data.put("via", entry.via());
        putKnown(data, "before", entry.before());
        putKnown(data, "after", entry.after());
        putKnown(data, "reason", entry.reason());
        data.put("instance", entry.instance());
        data.put("version", entry.version());
        found.add(new AuditEvent(entry.at(), entry.actor(), TYPE, data));
    }

    private static void putKnown(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
