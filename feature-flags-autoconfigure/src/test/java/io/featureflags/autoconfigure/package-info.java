@NullMarked
package io.featureflags.autoconfigure;

import org.jspecify.annotations.NullMarked;
