package io.featureflags.actuate;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;

/**
 * Result of an operation over HTTP.
 *
 * @param status status of HTTP
 * @param body object that becomes JSON, or the bytes of a text
 * @param type type of the body; null for a result that is always JSON
 */
public record EndpointResult(
        int status, Object body, @Nullable MimeType type) {

    /** Creates the result of a write, which is JSON for every type that the client accepts. */
    static EndpointResult json(int status, Object body) {
        return new EndpointResult(status, body, null);
    }

    /** Creates a result in the format that the client accepts. */
    static EndpointResult of(Object body, ResponseFormat format) {
        return new EndpointResult(200, body, format.getProducedMimeType());
    }

    /** Creates a result that is a text in UTF-8, of the type of a format. */
    static EndpointResult ofText(String text, ResponseFormat format) {
        MimeType type = format.getProducedMimeType();
        return new EndpointResult(
                200,
                text.getBytes(StandardCharsets.UTF_8),
                format == ResponseFormat.TEXT ? new MimeType(type, StandardCharsets.UTF_8) : type);
    }
}
