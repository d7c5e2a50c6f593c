/** The actuator endpoint: what is known of flags, for people and tools, and the way to change them. */
@NullMarked
package io.featureflags.actuate;

import org.jspecify.annotations.NullMarked;
