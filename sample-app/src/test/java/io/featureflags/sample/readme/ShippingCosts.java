package io.featureflags.sample.readme;

import io.featureflags.FeatureToggle;
import java.math.BigDecimal;

/** New code that may run in the shadow of the legacy code. */
class ShippingCosts {

    @FeatureToggle(value = "new_shipping_costs", fallback = "costsByTable", shadow = true)
    public BigDecimal costs(int grams) {
        return new BigDecimal("4.90").add(new BigDecimal("0.002").multiply(BigDecimal.valueOf(grams)));
    }

    BigDecimal costsByTable(int grams) {
        return grams <= 500 ? new BigDecimal("4.90") : new BigDecimal("6.90");
    }
}
