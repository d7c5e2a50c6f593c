package io.featureflags.weaving;

/** Without a toggle. */
class PlainPayment implements Payment {

    @Override
    public String pay(String user) {
        return "plain " + user;
    }
}
