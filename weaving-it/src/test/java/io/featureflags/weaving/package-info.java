@NullMarked
package io.featureflags.weaving;

import org.jspecify.annotations.NullMarked;
