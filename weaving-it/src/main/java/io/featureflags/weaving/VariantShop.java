package io.featureflags.weaving;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;

/** Has code for variants, which no proxy could route. */
@SuppressWarnings("UnusedMethod") // Private methods of branches are called by name.
class VariantShop {

    String checkoutOfItself(String user) {
        return checkout(user);
    }

    @FeatureToggle(
            value = "woven",
            fallback = "legacyCheckout",
            user = "#user",
            variants = {
                @FeatureVariant(value = "express", method = "expressCheckout"),
                @FeatureVariant(value = "plain", bean = "plainCheckout")
            })
    private String checkout(String user) {
        return "new " + user;
    }

    private String expressCheckout(String user) {
        return "express " + user;
    }

    private String legacyCheckout(String user) {
        return "legacy " + user;
    }
}
