package io.featureflags.sample.readme;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** A toggled class. */
@Service
@FeatureToggle(value = "one_click_payment", fallbackType = CardPayment.class)
class OneClickPayment implements Payment {

    @Override
    public String pay(String order) {
        return order + " with one click";
    }
}
