package io.featureflags.sample.readme;

/** The checkout of the shop before it had a flag. */
class CheckoutBefore {

    public String checkout(String user) {
        return "legacy checkout for " + user;
    }
}
