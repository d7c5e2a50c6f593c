@NullMarked
package io.featureflags.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
