@NullMarked
package io.featureflags.cache;

import org.jspecify.annotations.NullMarked;
