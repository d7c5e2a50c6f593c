@NullMarked
package io.featureflags.spi;

import org.jspecify.annotations.NullMarked;
