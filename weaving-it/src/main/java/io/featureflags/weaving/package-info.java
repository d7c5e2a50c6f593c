/** Classes with toggles, for AspectJ to weave. */
@NullMarked
package io.featureflags.weaving;

import org.jspecify.annotations.NullMarked;
