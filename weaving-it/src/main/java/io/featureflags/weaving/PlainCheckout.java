package io.featureflags.weaving;

/** A bean with the code of a variant. */
class PlainCheckout {

    String checkout(String user) {
        return "plain " + user;
    }
}
