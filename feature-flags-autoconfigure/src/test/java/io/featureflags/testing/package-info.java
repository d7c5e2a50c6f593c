/** Applications for tests, real Redis servers (standalone, cluster and with sentinels), and a network that can fail. */
@NullMarked
package io.featureflags.testing;

import org.jspecify.annotations.NullMarked;
