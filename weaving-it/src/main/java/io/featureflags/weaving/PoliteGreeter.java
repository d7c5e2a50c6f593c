package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/**
 * Has two woven methods. The third is toggled in the interface, whose annotation AspectJ ignores, and woven by another
 * aspect.
 */
class PoliteGreeter implements Greeter<String> {

    @Override
    @FeatureToggle(value = "woven", fallback = "legacyGreet")
    public String greet(String whom) {
        return "new " + whom;
    }

    @Override
    @FeatureToggle(value = "woven", fallback = "legacyName")
    public String name() {
        return "new name";
    }

    String legacyName() {
        return "legacy name";
    }

    String legacyGreet(String whom) {
        return "legacy " + whom;
    }

    @Override
    @Audited
    public String bye(String whom) {
        return "new bye " + whom;
    }

    String legacyBye(String whom) {
        return "legacy bye " + whom;
    }
}
