/** The cost and the speed of the synchronisation with Redis, on a real Redis and through the public API only. */
@NullMarked
package io.featureflags.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
