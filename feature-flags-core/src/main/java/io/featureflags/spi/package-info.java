/** What a store, a snapshot or a listener implements, and what is known of flags. This package is public API. */
@NullMarked
package io.featureflags.spi;

import org.jspecify.annotations.NullMarked;
