@NullMarked
package io.featureflags.context;

import org.jspecify.annotations.NullMarked;
