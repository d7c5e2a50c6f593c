package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours behind class proxies, the default. */
public class ShareCglib extends OfferCalls {

    /** Makes what is called. */
    public ShareCglib() {
        super(Offers.of(new Application(VALUES, true, Offers.class, ThreadUser.class)));
    }
}
