/** What one call of a toggled method costs, beside bare limits and beside peers, in one run of JMH. */
@NullMarked
package io.featureflags.benchmarks.call;

import org.jspecify.annotations.NullMarked;
