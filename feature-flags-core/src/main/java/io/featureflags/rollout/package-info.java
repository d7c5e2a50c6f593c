/**
 * The rule of a guarded rollout: what the counts of both paths say about the new code. Pure functions and their values.
 *
 * <p>The types that {@code io.featureflags.spi} names are public API. Any other public type is for assembly only.
 */
@NullMarked
package io.featureflags.rollout;

import org.jspecify.annotations.NullMarked;
