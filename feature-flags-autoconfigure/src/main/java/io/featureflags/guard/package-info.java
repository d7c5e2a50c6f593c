/** Counts the calls of guarded rollouts and takes their steps. Public types are for assembly only. */
@NullMarked
package io.featureflags.guard;

import org.jspecify.annotations.NullMarked;
