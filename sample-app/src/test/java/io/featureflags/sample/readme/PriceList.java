package io.featureflags.sample.readme;

import io.featureflags.FeatureToggle;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** New code with exceptions that trigger the legacy code. */
class PriceList {

    private final UnaryOperator<String> priceService;

    PriceList(UnaryOperator<String> priceService) {
        this.priceService = priceService;
    }

    @FeatureToggle(value = "new_prices", fallback = "listPrice", rescueOn = UncheckedIOException.class)
    public String price(String article) {
        return priceService.apply(article);
    }

    String listPrice(String article, @Nullable Throwable failure) {
        return "list price of " + article + (failure == null ? "" : ", since the service failed");
    }
}
