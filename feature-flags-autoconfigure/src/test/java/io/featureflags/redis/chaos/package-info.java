@NullMarked
package io.featureflags.redis.chaos;

import org.jspecify.annotations.NullMarked;
