@NullMarked
package io.featureflags.console;

import org.jspecify.annotations.NullMarked;
