/** Shared parts of all measurements by JMH: their options, their figures, and the targets for them. */
@NullMarked
package io.featureflags.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
