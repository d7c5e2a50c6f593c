@NullMarked
package io.featureflags.redis;

import org.jspecify.annotations.NullMarked;
