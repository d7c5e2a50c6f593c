/** All workloads in one run, and the report of what was measured. */
@NullMarked
package io.featureflags.benchmarks.report;

import org.jspecify.annotations.NullMarked;
