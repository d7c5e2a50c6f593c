/** A real redis-server for tests. */
@NullMarked
package io.featureflags.testing;

import org.jspecify.annotations.NullMarked;
