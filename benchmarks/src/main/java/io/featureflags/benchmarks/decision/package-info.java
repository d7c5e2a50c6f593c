/** What one decision costs, beside bare limits and beside peers, in one run of JMH. */
@NullMarked
package io.featureflags.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
