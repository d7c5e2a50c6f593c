@NullMarked
package io.featureflags.decision;

import org.jspecify.annotations.NullMarked;
