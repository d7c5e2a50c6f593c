@NullMarked
package io.featureflags.ofrep;

import org.jspecify.annotations.NullMarked;
