/**
 * What an application writes, calls, receives or catches. Nothing else.
 *
 * <p>This package is public API, together with {@code io.featureflags.spi} and the types of
 * {@code io.featureflags.decision} that it names.
 */
@NullMarked
package io.featureflags;

import org.jspecify.annotations.NullMarked;
