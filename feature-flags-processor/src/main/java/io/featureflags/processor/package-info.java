/** Reports mistakes of feature toggles to the compiler, and writes the index of flags. */
@NullMarked
package io.featureflags.processor;

import org.jspecify.annotations.NullMarked;
