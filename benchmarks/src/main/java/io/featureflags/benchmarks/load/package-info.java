/** The cost of checks and calls in one and two threads while flags change, without and with meters, in one run of JMH. */
@NullMarked
package io.featureflags.benchmarks.load;

import org.jspecify.annotations.NullMarked;
