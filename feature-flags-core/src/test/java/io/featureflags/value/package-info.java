@NullMarked
package io.featureflags.value;

import org.jspecify.annotations.NullMarked;
