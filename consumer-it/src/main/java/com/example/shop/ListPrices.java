package com.example.shop;

import io.featureflags.FeatureToggle;

/** Prices of a list, the new ones for some. */
class ListPrices implements Prices {

    @Override
    @FeatureToggle(value = "new_prices", fallback = "oldPrice", user = "#thing")
    public int price(String thing) {
        return 12;
    }

    private int oldPrice(String thing) {
        return 10;
    }
}
