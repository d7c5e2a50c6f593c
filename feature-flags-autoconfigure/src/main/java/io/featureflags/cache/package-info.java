/** The local copy of the flags: the only thing that a check reads. */
@NullMarked
package io.featureflags.cache;

import org.jspecify.annotations.NullMarked;
