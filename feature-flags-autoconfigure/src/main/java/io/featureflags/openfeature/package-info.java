/**
 * The OpenFeature provider: flags as values of OpenFeature clients, its events, and the API that it is set on.
 * {@link io.featureflags.openfeature.FeatureFlagTrackingEvent} is public API.
 */
@NullMarked
package io.featureflags.openfeature;

import org.jspecify.annotations.NullMarked;
