/** What all measurements by JMH share: how they are run, their figures, and the targets that these are held against. */
@NullMarked
package io.featureflags.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
