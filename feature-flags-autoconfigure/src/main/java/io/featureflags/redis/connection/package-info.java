/** Our connections by Lettuce, Jedis or any driver. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.connection;

import org.jspecify.annotations.NullMarked;
