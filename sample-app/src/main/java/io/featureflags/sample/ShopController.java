package io.featureflags.sample;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shop over HTTP. The text of an answer shows which code ran. */
@RestController
class ShopController {

    private static final String TEXT = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8";

    private final CheckoutService checkout;

    private final RecommendationService recommendations;

    private final ShopPage page;

    ShopController(CheckoutService checkout, RecommendationService recommendations, ShopPage page) {
        this.checkout = checkout;
        this.recommendations = recommendations;
        this.page = page;
    }

    // Without a user, only flags that are on for all users are on.
    @GetMapping(path = "/checkout", produces = TEXT)
    String checkout(@RequestParam(defaultValue = "") String user) {
        return checkout.checkout(user) + "\n";
    }

    @GetMapping(path = "/recommendations", produces = TEXT)
    String recommendations(@RequestParam(defaultValue = "") String user) {
        return recommendations.recommend(user) + "\n";
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@RequestParam(defaultValue = "") String user) {
        return page.html(user);
    }

    /** A page without any flag, for comparison. */
    @GetMapping(path = "/about", produces = TEXT)
    String about() {
        return "a small shop that releases new code by flags\n";
    }
}
