package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours behind proxies of the interface. */
public class ShareJdk extends OfferCalls {

    /** Creates the beans to call. */
    public ShareJdk() {
        super(ToggledOffers.of(new InMemoryApplication(VALUES, false, ToggledOffers.class, ThreadUser.class)));
    }
}
