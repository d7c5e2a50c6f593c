package io.featureflags.weaving;

/** Interface of {@link NewPayment} and {@link LegacyPayment}. */
interface Payment {

    String pay(String user);

    default String refund() {
        return "no refund";
    }
}
