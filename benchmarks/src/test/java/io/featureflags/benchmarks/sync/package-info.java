@NullMarked
package io.featureflags.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
