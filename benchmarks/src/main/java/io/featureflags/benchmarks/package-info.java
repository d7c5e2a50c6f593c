/** Shared parts of all measurements: applications, users, tables of figures, and facts on the machine. */
@NullMarked
package io.featureflags.benchmarks;

import org.jspecify.annotations.NullMarked;
