package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Of a final class no proxy can be made. */
final class Vault {

    @FeatureToggle(value = "woven", fallback = "legacyOpen")
    String open() {
        return "new";
    }

    String legacyOpen() {
        return "legacy";
    }
}
