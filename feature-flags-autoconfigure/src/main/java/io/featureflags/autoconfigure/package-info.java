/**
 * Auto-configurations and properties. {@link io.featureflags.autoconfigure.FeatureFlagsRedis} and
 * {@link io.featureflags.autoconfigure.FeatureFlagsProperties} are public API.
 */
@NullMarked
package io.featureflags.autoconfigure;

import org.jspecify.annotations.NullMarked;
