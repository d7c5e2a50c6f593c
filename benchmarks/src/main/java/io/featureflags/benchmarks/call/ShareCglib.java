package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours behind class proxies, the default. */
public class ShareCglib extends OfferCalls {

    /** Creates the beans to call. */
    public ShareCglib() {
        super(ToggledOffers.of(new InMemoryApplication(VALUES, true, ToggledOffers.class, ThreadUser.class)));
    }
}
