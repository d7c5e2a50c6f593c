package com.example.shop;

import io.featureflags.FeatureToggle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Prices over HTTP, in a form that only some users see. */
@RestController
class PriceController {

    private final Prices prices;

    PriceController(Prices prices) {
        this.prices = prices;
    }

    @GetMapping("/prices/{thing}")
    @FeatureToggle(value = "price_with_unit", fallback = "plainPrice")
    public String price(@PathVariable String thing) {
        return prices.price(thing) + " EUR";
    }

    String plainPrice(String thing) {
        return String.valueOf(prices.price(thing));
    }

    @GetMapping("/prices/{thing}/trend")
    @FeatureToggle("price_trend")
    public String trend(@PathVariable String thing) {
        return "rising";
    }
}
