package io.featureflags.toggle;

/** An interface of {@link SelfInvokingShop}, with its own calls. */
interface SelfInvokingTerminal {

    void pay();

    default void payTwice() {
        pay(); // self
        this.pay(); // self
    }
}
