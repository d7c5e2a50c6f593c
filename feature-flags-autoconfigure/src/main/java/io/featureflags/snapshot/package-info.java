/** Last known values in a file. Public types are for assembly only. */
@NullMarked
package io.featureflags.snapshot;

import org.jspecify.annotations.NullMarked;
