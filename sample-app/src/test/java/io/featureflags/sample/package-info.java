/** Tests of the shop: its parts, and the packaged jar as a process of its own. */
@NullMarked
package io.featureflags.sample;

import org.jspecify.annotations.NullMarked;
