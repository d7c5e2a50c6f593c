package io.featureflags.sample.readme;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;

/** New code with code of its own for one variant. */
class CheckoutPage {

    @FeatureToggle(
            value = "new_checkout_page",
            fallback = "classicPage",
            user = "#user",
            variants = @FeatureVariant(value = "express", method = "expressPage"))
    public String page(String user) {
        return "new page for " + user;
    }

    String expressPage(String user) {
        return "express page for " + user;
    }

    String classicPage(String user) {
        return "classic page for " + user;
    }
}
