@NullMarked
package io.featureflags.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
