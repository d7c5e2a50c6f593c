package com.example.tours

import io.featureflags.FeatureToggle
import org.springframework.stereotype.Service

/** The tours of a day. */
@Service
class Tours {

    @FeatureToggle(value = "night_tours", fallback = "dayTour")
    fun tour(guest: String): String = "night tour for $guest"

    protected fun dayTour(guest: String): String = "day tour for $guest"

    @FeatureToggle(value = "tour_prices", fallback = "oldPrice")
    fun price(): Int = 20

    protected fun oldPrice(): Int = 15
}
