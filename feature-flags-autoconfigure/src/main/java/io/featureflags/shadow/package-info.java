/** Repeats legacy calls with the new code, and compares the results. Public types are for assembly only. */
@NullMarked
package io.featureflags.shadow;

import org.jspecify.annotations.NullMarked;
