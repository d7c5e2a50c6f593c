package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** Sells what is in the cart: the new way while the flag {@code new_checkout_flow} is on, else the legacy way. */
@Service
public class CheckoutService {

    /**
     * The new checkout.
     *
     * @param user who buys
     * @return what happened
     */
    @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout", user = "#user")
    public String checkout(String user) {
        return "new checkout for " + user;
    }

    String legacyCheckout(String user) {
        return "legacy checkout for " + user;
    }
}
