/** Flags in Redis: how they are read, and on which connections. */
@NullMarked
package io.featureflags.redis;

import org.jspecify.annotations.NullMarked;
