@NullMarked
package io.featureflags.benchmarks.call;

import org.jspecify.annotations.NullMarked;
