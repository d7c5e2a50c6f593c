package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours woven into the code of the beans, without a proxy. */
public class ShareWoven extends OfferCalls {

    /** Makes what is called. */
    public ShareWoven() {
        super(Offers.of(new Application(VALUES, true, WovenOffers.class, ThreadUser.class)));
    }
}
