/** Contracts for stores, snapshots and listeners, and the facts known about flags. This package is public API. */
@NullMarked
package io.featureflags.spi;

import org.jspecify.annotations.NullMarked;
