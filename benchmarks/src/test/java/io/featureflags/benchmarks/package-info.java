@NullMarked
package io.featureflags.benchmarks;

import org.jspecify.annotations.NullMarked;
