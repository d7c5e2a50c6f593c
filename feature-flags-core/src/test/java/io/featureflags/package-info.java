@NullMarked
package io.featureflags;

import org.jspecify.annotations.NullMarked;
