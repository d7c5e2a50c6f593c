package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Is final, so that no proxy can be created for it. */
final class Vault {

    @FeatureToggle(value = "woven", fallback = "legacyOpen")
    String open() {
        return "new";
    }

    String legacyOpen() {
        return "legacy";
    }
}
