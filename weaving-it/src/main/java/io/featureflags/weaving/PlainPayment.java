package io.featureflags.weaving;

/** Has no toggle. */
class PlainPayment implements Payment {

    @Override
    public String pay(String user) {
        return "plain " + user;
    }
}
