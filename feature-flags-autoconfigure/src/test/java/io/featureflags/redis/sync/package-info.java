@NullMarked
package io.featureflags.redis.sync;

import org.jspecify.annotations.NullMarked;
