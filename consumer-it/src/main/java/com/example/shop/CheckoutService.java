package com.example.shop;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sells articles. The user comes from the login, and both implementations run in a transaction. */
@Service
@Transactional
class CheckoutService {

    private final Purchases purchases;

    private final Prices prices;

    CheckoutService(Purchases purchases, Prices prices) {
        this.purchases = purchases;
        this.prices = prices;
    }

    @FeatureToggle(value = "new_checkout_flow", fallback = "legacyCheckout")
    public String checkout(boolean failing) {
        return buy("new", failing);
    }

    protected String legacyCheckout(boolean failing) {
        return buy("legacy", failing);
    }

    private String buy(String code, boolean failing) {
        purchases.save(new Purchase(code));
        if (failing) {
            throw new IllegalStateException(code + " failed");
        }
        return code + " checkout at " + prices.price("book");
    }
}
