package io.featureflags.ofrep;

import io.featureflags.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A complete response. Its body is JSON, regardless of what the client accepts, and empty only for responses that have none. */
final class OfrepResponse {

    static final String JSON = "application/json";

    private static final String NO_STORE = "no-store";

    private final int status;

    private final Map<String, String> headers = new LinkedHashMap<>();

    private final byte[] body;

    private OfrepResponse(int status, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Cache-Control", NO_STORE);
    }

    static OfrepResponse json(int status, CharSequence body) {
        return new OfrepResponse(status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response whose body has two parts. */
    static OfrepResponse json(int status, byte[] head, byte[] tail) {
        byte[] body = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, body, head.length, tail.length);
        return new OfrepResponse(status, body);
    }

    static OfrepResponse empty(int status) {
        return new OfrepResponse(status, new byte[0]);
    }

    int status() {
        return status;
    }

    /** Returns the headers by name, without those of the body. */
    Map<String, String> headers() {
        return headers;
    }

    /** Returns the body in UTF-8. */
    byte[] body() {
        return body;
    }

    /** Returns a failure that is not of a flag. */
    static OfrepResponse failure(int status, String errorCode, String details) {
        return failure(status, null, errorCode, details);
    }

    static OfrepResponse failure(int status, @Nullable String key, String errorCode, String details) {
        StringBuilder body = new StringBuilder("{");
        if (key != null) {
            body.append("\"key\":");
            JsonText.appendReadable(body, key);
            body.append(',');
        }
        body.append("\"errorCode\":\"").append(errorCode).append("\",\"errorDetails\":");
        JsonText.appendReadable(body, details);
        return json(status, body.append('}'));
    }

    static OfrepResponse general(int status, String details) {
        return failure(status, "GENERAL", details);
    }

    /** Adds a header. */
    OfrepResponse with(String name, String value) {
        headers.put(name, value);
        return this;
    }
}
