package io.featureflags.audit;

import io.featureflags.AuditEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;

/** Gives each change to Spring Boot's audit, beside logins and whatever else the application has there. */
public final class AuditEventSink implements AuditSink {

    /** The type of these events. */
    public static final String TYPE = "FEATURE_FLAG_CHANGED";

    private final AuditEventRepository repository;

    /**
     * Creates the sink.
     *
     * @param repository takes the events
     */
    public AuditEventSink(AuditEventRepository repository) {
        this.repository = repository;
    }

    @Override
    public void take(AuditEntry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("flag", entry.flag());
        data.put("source", entry.source().name());
        data.put("via", entry.via());
        putKnown(data, "before", entry.before());
        putKnown(data, "after", entry.after());
        putKnown(data, "reason", entry.reason());
        data.put("instance", entry.instance());
        data.put("version", entry.version());
        repository.add(new AuditEvent(entry.at(), entry.actor(), TYPE, data));
    }

    private static void putKnown(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
