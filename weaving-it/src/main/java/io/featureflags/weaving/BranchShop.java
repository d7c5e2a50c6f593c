package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Inherits toggled methods, and calls one that it overrides. */
class BranchShop extends Shop {

    BranchShop(String name) {
        super(name);
    }

    @Override
    @FeatureToggle(value = "woven_too", fallback = "branchCheckout")
    public String checkout(String user) {
        return "branch " + super.checkout(user);
    }

    String branchCheckout(String user) {
        return "legacy branch " + user;
    }
}
