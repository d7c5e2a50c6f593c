/** What the synchronisation with Redis costs and how fast it is, on a real Redis and through the public API only. */
@NullMarked
package io.featureflags.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
