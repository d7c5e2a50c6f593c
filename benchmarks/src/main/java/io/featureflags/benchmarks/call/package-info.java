/** The cost of one call of a toggled method, compared with bare limits and with peers in one run of JMH. */
@NullMarked
package io.featureflags.benchmarks.call;

import org.jspecify.annotations.NullMarked;
