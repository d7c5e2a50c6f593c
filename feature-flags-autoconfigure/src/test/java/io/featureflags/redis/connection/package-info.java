@NullMarked
package io.featureflags.redis.connection;

import org.jspecify.annotations.NullMarked;
