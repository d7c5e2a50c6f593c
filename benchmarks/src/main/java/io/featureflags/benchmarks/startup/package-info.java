/** The time that the starter adds to the start of an application, in JVMs with and without it in turns. */
@NullMarked
package io.featureflags.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
