/** The local copy that every check reads. Public types are for assembly only. */
@NullMarked
package io.featureflags.cache;

import org.jspecify.annotations.NullMarked;
