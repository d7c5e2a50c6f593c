package io.featureflags.sample.readme;

/** A checkout without a flag. */
class LegacyCheckout {

    public String checkout(String user) {
        return "legacy checkout for " + user;
    }
}
