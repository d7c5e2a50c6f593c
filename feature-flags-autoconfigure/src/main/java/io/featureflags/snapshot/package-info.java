/** Last known values in a file, for a start while the store is away. */
@NullMarked
package io.featureflags.snapshot;

import org.jspecify.annotations.NullMarked;
