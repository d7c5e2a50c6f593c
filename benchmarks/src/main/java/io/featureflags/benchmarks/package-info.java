/** What all measurements share: applications, users, tables of figures, and the machine that they are from. */
@NullMarked
package io.featureflags.benchmarks;

import org.jspecify.annotations.NullMarked;
