package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** Sells the content of the cart, with the new code while the flag {@code new_checkout_flow} is on. */
@Service
public class CheckoutService {

    private final Trouble trouble;

    CheckoutService(Trouble trouble) {
        this.trouble = trouble;
    }

    /**
     * Runs the new checkout.
     *
     * @param user the customer
     * @return a confirmation
     * @throws PaymentFailedException if the demonstration wants it
     */
    @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout", user = "#user")
    public String checkout(String user) {
        trouble.check(user);
        return "new checkout for " + user;
    }

    String legacyCheckout(String user) {
        return "legacy checkout for " + user;
    }
}
