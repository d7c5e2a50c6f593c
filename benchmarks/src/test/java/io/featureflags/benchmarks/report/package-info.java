@NullMarked
package io.featureflags.benchmarks.report;

import org.jspecify.annotations.NullMarked;
