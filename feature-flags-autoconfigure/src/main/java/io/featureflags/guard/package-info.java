/** Counts the calls of guarded rollouts and takes their steps. */
@NullMarked
package io.featureflags.guard;

import org.jspecify.annotations.NullMarked;
