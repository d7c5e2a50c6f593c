package io.featureflags.ofrep;

import java.io.Serial;

/** A request is not carried out. Has no stack trace, since clients cause it. */
final class RejectedRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient OfrepResponse response;

    RejectedRequestException(OfrepResponse response) {
        super("status " + response.status(), null, false, false);
        this.response = response;
    }

    OfrepResponse response() {
        return response;
    }
}
