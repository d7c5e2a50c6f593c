@NullMarked
package io.featureflags.benchmarks.kit;

import org.jspecify.annotations.NullMarked;
