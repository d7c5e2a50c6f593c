/** Reports old flags. Public types are for assembly only. */
@NullMarked
package io.featureflags.hygiene;

import org.jspecify.annotations.NullMarked;
