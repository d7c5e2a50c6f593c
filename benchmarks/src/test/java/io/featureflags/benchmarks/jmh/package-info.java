@NullMarked
package io.featureflags.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
