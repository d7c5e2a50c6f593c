@NullMarked
package io.featureflags.rollout;

import org.jspecify.annotations.NullMarked;
