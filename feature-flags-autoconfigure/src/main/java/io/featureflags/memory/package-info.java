/** Flags in the memory of one instance, for {@code feature-flags.store: memory}. */
@NullMarked
package io.featureflags.memory;

import org.jspecify.annotations.NullMarked;
