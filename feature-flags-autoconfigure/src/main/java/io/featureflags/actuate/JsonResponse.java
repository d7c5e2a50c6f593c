package io.featureflags.actuate;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Answers as JSON whatever the client would rather have: a change is made when the answer is written, and what somebody has
 * written into a flag must not become a page.
 */
final class JsonResponse {

    private JsonResponse() {}

    static ResponseEntity<Object> of(WebAnswers.Answer answer) {
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}
