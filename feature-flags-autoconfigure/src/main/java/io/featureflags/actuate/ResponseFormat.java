package io.featureflags.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * Formats of what the endpoint shows over the web. Of several formats that a client accepts, Spring Boot chooses the last
 * one. So JSON comes after the text: clients that accept any text as well, such as Spring's {@code RestClient}, get JSON.
 */
public enum ResponseFormat implements Producible<ResponseFormat> {

    /** A table for people. */
    TEXT(ResponseFormat.PLAIN_TEXT),

    /** JSON as all endpoints of Spring Boot produce it: the default. */
    JSON_V3(ResponseFormat.V3),

    /** JSON in the earlier version of Spring Boot's endpoints. */
    JSON_V2(ResponseFormat.V2),

    /** JSON without a version. */
    JSON(ResponseFormat.PLAIN_JSON),

    /** One line of JSON for each entry of a history. */
    LINES(ResponseFormat.ND);

    static final String PLAIN_TEXT = "text/plain";

    static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

    static final String V2 = "application/vnd.spring-boot.actuator.v2+json";

    static final String PLAIN_JSON = "application/json";

    static final String ND = "application/x-ndjson";

    private final String type;

    ResponseFormat(String type) {
        this.type = type;
    }

    /** Returns the format of a view without lines: JSON in their place, and for a client that names no format. */
    static ResponseFormat withoutLines(@Nullable ResponseFormat accepted) {
        return accepted == null || accepted == LINES ? JSON : accepted;
    }

    @Override
    public MimeType getProducedMimeType() {
        return MimeType.valueOf(type);
    }

    @Override
    public boolean isDefault() {
        return this == JSON_V3;
    }
}
