package com.example.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shop over HTTP. */
@RestController
class ShopController {

    private final CheckoutService checkout;

    ShopController(CheckoutService checkout) {
        this.checkout = checkout;
    }

    @GetMapping("/checkout")
    String checkout() {
        return checkout.checkout(false);
    }
}
