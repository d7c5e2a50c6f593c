package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Is generic, so that its implementations have bridge methods, and has an annotation that they inherit. */
interface Greeter<T> {

    Object greet(T whom);

    Object name();

    @FeatureToggle(value = "woven", fallback = "legacyBye")
    String bye(T whom);
}
