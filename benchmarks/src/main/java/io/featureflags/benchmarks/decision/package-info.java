/** The cost of one decision, compared with bare limits and with peers in one run of JMH. */
@NullMarked
package io.featureflags.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
