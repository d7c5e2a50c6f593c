/**
 * From the annotation to the call: a {@link io.featureflags.FeatureToggle} is resolved once into a
 * {@link io.featureflags.toggle.ToggleSpec}, and an interceptor that knows only the spec routes each call.
 */
@NullMarked
package io.featureflags.toggle;

import org.jspecify.annotations.NullMarked;
