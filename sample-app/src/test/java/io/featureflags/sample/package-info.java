/** Tests of the shop: its parts, and the packaged jar in its own process. */
@NullMarked
package io.featureflags.sample;

import org.jspecify.annotations.NullMarked;
