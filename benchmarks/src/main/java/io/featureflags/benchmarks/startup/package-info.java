/** What the starter adds to the start of an application: fresh JVMs with it and without it, in turns. */
@NullMarked
package io.featureflags.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
