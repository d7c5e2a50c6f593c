/**
 * From the annotation to the call: post-processor, spec, interceptor, legacy code, aspect. A
 * {@link io.featureflags.FeatureToggle} is resolved once into a {@link io.featureflags.toggle.ToggleSpec}, and an
 * interceptor that knows only the spec routes each call. Public types are for assembly only.
 */
@NullMarked
package io.featureflags.toggle;

import org.jspecify.annotations.NullMarked;
