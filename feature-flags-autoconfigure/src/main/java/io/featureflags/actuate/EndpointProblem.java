package io.featureflags.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeType;

/** Error of the endpoint over HTTP: a problem document of RFC 9457, with the sentence of the log as its {@code detail}. */
final class EndpointProblem {

    private static final MimeType TYPE = new MimeType("application", "problem+json");

    private final Map<String, Object> members = new LinkedHashMap<>();

    private final int status;

    /**
     * Creates a problem.
     *
     * @param status status of HTTP
     * @param detail sentence for people
     */
    EndpointProblem(int status, @Nullable String detail) {
        this.status = status;
        HttpStatus known = HttpStatus.resolve(status);
        members.put("type", "about:blank");
        members.put("title", known == null ? "Error" : known.getReasonPhrase());
        members.put("status", status);
        members.put("detail", String.valueOf(detail));
    }

    /** Adds a member, if there is a value and no member of the name. */
    EndpointProblem with(String name, @Nullable Object value) {
        if (value != null) {
            members.putIfAbsent(name, value);
        }
        return this;
    }

    /** Adds members, as {@link #with(String, Object)}. */
    EndpointProblem with(Map<String, Object> added) {
        added.forEach(this::with);
        return this;
    }

    /** Returns the result, which is JSON for every type that the client accepts. */
    EndpointResult result() {
        return new EndpointResult(status, members, TYPE);
    }
}
