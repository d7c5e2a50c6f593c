@NullMarked
package io.featureflags.guard;

import org.jspecify.annotations.NullMarked;
