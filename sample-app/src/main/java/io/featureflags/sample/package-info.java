/** A small shop that releases new code by flags. */
@NullMarked
package io.featureflags.sample;

import org.jspecify.annotations.NullMarked;
