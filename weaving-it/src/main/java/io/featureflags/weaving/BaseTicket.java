package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Is package-private, so that its public sub-class has its methods only through bridges. */
abstract class BaseTicket {

    @FeatureToggle(value = "woven", fallback = "legacyPrint")
    public String print() {
        return "new";
    }

    public String legacyPrint() {
        return "legacy";
    }
}
