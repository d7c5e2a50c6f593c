/** Measures what many instances of an application cost one Redis. */
@NullMarked
package io.featureflags.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
