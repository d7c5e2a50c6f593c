/** Real Redis servers for tests, alone, as a cluster and with sentinels, and a network between that can fail. */
@NullMarked
package io.featureflags.testing;

import org.jspecify.annotations.NullMarked;
