package io.featureflags.test;

/** Brings an annotation to the test classes that implement it. */
@WithFeature("delivery")
interface WithDelivery {}
