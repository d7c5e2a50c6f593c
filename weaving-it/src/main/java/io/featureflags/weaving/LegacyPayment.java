package io.featureflags.weaving;

/** The legacy code of {@link NewPayment}. */
class LegacyPayment implements Payment {

    @Override
    public String pay(String user) {
        return "legacy " + user;
    }

    @Override
    public String refund() {
        return "legacy refund";
    }
}
