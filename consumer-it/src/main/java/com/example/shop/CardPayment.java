package com.example.shop;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** Payment by card. All its methods are toggled. */
@Service
@FeatureToggle(value = "card_payment", fallbackType = InvoicePayment.class)
class CardPayment implements Payment {

    @Override
    public String pay(int amount) {
        return "card charged with " + amount;
    }
}
