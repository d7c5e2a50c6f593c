@NullMarked
package io.featureflags.shadow;

import org.jspecify.annotations.NullMarked;
