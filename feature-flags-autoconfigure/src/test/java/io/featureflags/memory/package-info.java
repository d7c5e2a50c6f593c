@NullMarked
package io.featureflags.memory;

import org.jspecify.annotations.NullMarked;
