package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours behind proxies of the interface. */
public class ShareJdk extends OfferCalls {

    /** Makes what is called. */
    public ShareJdk() {
        super(Offers.of(new Application(VALUES, false, Offers.class, ThreadUser.class)));
    }
}
