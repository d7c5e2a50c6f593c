package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** A static method whose legacy method is not. */
class StaticMistake {

    @FeatureToggle(value = "woven", fallback = "legacy")
    static String call() {
        return "new";
    }

    String legacy() {
        return "legacy";
    }
}
