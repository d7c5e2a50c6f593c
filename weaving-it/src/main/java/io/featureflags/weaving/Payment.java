package io.featureflags.weaving;

/** What {@link NewPayment} and {@link LegacyPayment} share. */
interface Payment {

    String pay(String user);

    default String refund() {
        return "no refund";
    }
}
