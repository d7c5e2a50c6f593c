/** Reads the user of a call from its arguments. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.user;

import org.jspecify.annotations.NullMarked;
