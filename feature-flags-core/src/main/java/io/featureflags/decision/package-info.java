/**
 * How a value decides: steps, conditions, percentages, buckets.
 *
 * <p>The types that {@code io.featureflags.spi} names are public API. Any other public type is for assembly only.
 */
@NullMarked
package io.featureflags.decision;

import org.jspecify.annotations.NullMarked;
