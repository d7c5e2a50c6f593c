@NullMarked
package io.featureflags.benchmarks.load;

import org.jspecify.annotations.NullMarked;
