@NullMarked
package io.featureflags.actuate;

import org.jspecify.annotations.NullMarked;
