package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Has a static method whose legacy method is not static. */
class StaticMistake {

    @FeatureToggle(value = "woven", fallback = "legacy")
    static String call() {
        return "new";
    }

    String legacy() {
        return "legacy";
    }
}
