package io.featureflags.console;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Result of a request of the page.
 *
 * @param status status of HTTP
 * @param body object that becomes JSON, or the bytes of a file; null for none
 * @param type type of the body
 * @param tag entity tag; null for none
 */
record ConsoleResult(
        int status,
        @Nullable Object body,
        String type,
        @Nullable String tag) {

    static final String JSON = "application/json";

    static ConsoleResult ok(Object body) {
        return json(200, body);
    }

    static ConsoleResult json(int status, Object body) {
        return new ConsoleResult(status, body, JSON, null);
    }

    /** Creates the result of a request that is refused. */
    static ConsoleResult refused(int status, String problem) {
        return refused(status, List.of(problem), Map.of());
    }

    static ConsoleResult refused(int status, List<String> problems, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("problems", problems);
        body.putAll(more);
        return json(status, body);
    }

    /** Creates the result of a read, with a tag by its content. The order of its fields is the same for each read. */
    static ConsoleResult tagged(Object body) {
        return new ConsoleResult(
                200, body, JSON, ConsoleFiles.tag(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    ResponseEntity<Object> toResponse() {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(HttpStatusCode.valueOf(status)).contentType(MediaType.parseMediaType(type));
        if (tag != null) {
            response.eTag(tag);
        }
        return response.body(body);
    }
}
