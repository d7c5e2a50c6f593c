package io.featureflags.actuate;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Responses that are JSON regardless of what the client accepts. A change is already made when its response is written, so that 406
 * would be wrong; and a text inside a flag must not become a page.
 */
final class JsonResponse {

    private JsonResponse() {}

    static ResponseEntity<Object> of(WebOperations.Result result) {
        return ResponseEntity.status(result.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(result.body());
    }
}
