package io.featureflags.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/** How a history is given over the web: as one JSON document, or as one line of JSON for each entry. */
enum HistoryFormat implements Producible<HistoryFormat> {
    JSON(HistoryFormat.PLAIN),

    LINES(HistoryFormat.ND);

    /** The types of JSON that Spring Boot's endpoints have. */
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
