package io.featureflags.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/** Format of a history over the web: one JSON document, or one line of JSON for each entry. */
enum HistoryFormat implements Producible<HistoryFormat> {
    JSON(HistoryFormat.PLAIN),

    LINES(HistoryFormat.ND);

    /** Types of JSON that Spring Boot's endpoints produce. */
    static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

    static final String V2 = "application/vnd.spring-boot.actuator.v2+json";

    static final String PLAIN = "application/json";

    static final String ND = "application/x-ndjson";

    private final String type;

    HistoryFormat(String type) {
        this.type = type;
    }

    @Override
    public MimeType getProducedMimeType() {
        return MimeType.valueOf(type);
    }

    @Override
    public boolean isDefault() {
        return this == JSON;
    }
}
