package io.featureflags.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The new checkout has failed, as {@link Trouble} wants it. */
@ResponseStatus(HttpStatus.BAD_GATEWAY)
public class PaymentFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PaymentFailedException(String user) {
        super("The payment of " + user + " has failed");
    }
}
