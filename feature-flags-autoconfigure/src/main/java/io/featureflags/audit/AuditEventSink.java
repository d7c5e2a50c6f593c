package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;

/**
 * Gives each change, and each that was not made, to Spring Boot's audit, beside logins and whatever else the application has
 * there.
 */
public final class AuditEventSink implements AuditSink {

    /** The type of the events of changes. */
    public static final String TYPE = "FEATURE_FLAG_CHANGED";

    /** The type of the events of changes that were not made. */
    public static final String FAILED_TYPE = "FEATURE_FLAG_CHANGE_FAILED";

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
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("flag", entry.flag());
        data.put("source", entry.source().name());
        data.put("via", entry.via());
        putKnown(data, "before", entry.before());
        putKnown(data, "after", entry.after());
        putKnown(data, "reason", entry.reason());
        data.put("instance", entry.instance());
        data.put("version", entry.version());
        add(new AuditEvent(entry.at(), entry.actor(), TYPE, data));
    }

    @Override
    public void takeFailed(FailedWrite write) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("flag", write.flag());
        data.put("problem", write.problem().name());
        data.put("message", write.message());
        data.put("source", write.write().source().name());
        data.put("via", write.write().via());
        putKnown(data, "value", write.value());
        putKnown(data, "reason", write.write().reason());
        putKnown(data, "expectedVersion", write.write().expectedVersion());
        add(new AuditEvent(write.at(), write.write().actor(), FAILED_TYPE, data));
    }

    private void add(AuditEvent event) {
        AuditEventRepository found = repository.get();
        if (found != null) {
            found.add(event);
        }
    }

    private static void putKnown(Map<String, @Nullable Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
