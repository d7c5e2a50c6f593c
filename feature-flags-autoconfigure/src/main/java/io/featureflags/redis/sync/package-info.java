/** Keeps the copy of the flags current, by client tracking or polling. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.sync;

import org.jspecify.annotations.NullMarked;
