package io.featureflags.actuate;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeType;

/**
 * Responses that are JSON regardless of what the client accepts. A change is already made when its response is written, so that 406
 * would be wrong; and a text inside a flag must not become a page.
 */
final class JsonResponse {

    private JsonResponse() {}

    static ResponseEntity<Object> of(EndpointResult result) {
        MimeType type = result.type();
        return ResponseEntity.status(result.status())
                .contentType(type == null ? MediaType.APPLICATION_JSON : MediaType.asMediaType(type))
                .body(result.body());
    }

    /** Returns a problem with a header that names what the path supports. */
    static ResponseEntity<Object> of(EndpointResult problem, String header, String supported) {
        ResponseEntity<Object> response = of(problem);
        return ResponseEntity.status(response.getStatusCode())
                .headers(response.getHeaders())
                .header(header, supported)
                .body(response.getBody());
    }
}
