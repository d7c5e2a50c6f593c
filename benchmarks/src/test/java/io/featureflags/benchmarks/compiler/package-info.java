/** Measures what the annotation processor adds to a compilation. */
@NullMarked
package io.featureflags.benchmarks.compiler;

import org.jspecify.annotations.NullMarked;
