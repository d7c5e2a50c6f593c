@NullMarked
package io.featureflags.toggle;

import org.jspecify.annotations.NullMarked;
