package com.example.tickets;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** The seat that comes with a ticket. */
@Service
public class Seats {

    @FeatureToggle(value = "seat_choice", fallback = "anySeat")
    public String seat(String wish) {
        return wish;
    }

    protected String anySeat(String wish) {
        return "any";
    }
}
