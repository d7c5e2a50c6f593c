/** Dedicated connections on Lettuce, Jedis or any other driver. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.connection;

import org.jspecify.annotations.NullMarked;
