/** Follows Redis by tracking or polling. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.sync;

import org.jspecify.annotations.NullMarked;
