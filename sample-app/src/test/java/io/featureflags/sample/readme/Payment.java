package io.featureflags.sample.readme;

/** The common type of two beans. The toggled one is injected. */
interface Payment {

    String pay(String order);
}
