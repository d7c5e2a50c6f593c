/**
 * Meters, observation attributes, health. {@link io.featureflags.telemetry.EvaluationWatch} is public API. Any other
 * public type is for assembly only.
 */
@NullMarked
package io.featureflags.telemetry;

import org.jspecify.annotations.NullMarked;
