package com.example.shop;

import io.featureflags.FeatureToggle;

/** Prices of a list, with new prices for some articles. */
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
