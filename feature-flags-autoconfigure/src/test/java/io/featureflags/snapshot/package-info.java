@NullMarked
package io.featureflags.snapshot;

import org.jspecify.annotations.NullMarked;
