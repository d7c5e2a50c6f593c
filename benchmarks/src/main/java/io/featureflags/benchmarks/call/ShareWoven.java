package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours woven into the code of the beans, without a proxy. */
public class ShareWoven extends OfferCalls {

    /** Creates the beans to call. */
    public ShareWoven() {
        super(ToggledOffers.of(new InMemoryApplication(VALUES, true, WovenOffers.class, ThreadUser.class)));
    }
}
