package io.featureflags.toggle;

/** An interface of {@link SelfInvokingShop}, with a call of its own. */
interface SelfInvokingTerminal {

    void pay();

    default void payTwice() {
        pay(); // self
        this.pay(); // self
    }
}
