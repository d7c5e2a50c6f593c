package io.featureflags.sample.readme;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

@Service
class Checkout {

    @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout", user = "#user")
    public String checkout(String user) {
        return "new checkout for " + user;
    }

    String legacyCheckout(String user) {
        return "legacy checkout for " + user;
    }
}
