package com.example.parcels;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** The price of a parcel. */
@Service
public class Postage {

    @FeatureToggle(value = "price_by_weight", fallback = "flatPrice")
    public int price(int kilograms) {
        return 3 * kilograms;
    }

    protected int flatPrice(int kilograms) {
        return 9;
    }
}
