package io.featureflags.sample.readme;

/** What two beans are, of which the toggled one is injected. */
interface Payment {

    String pay(String order);
}
