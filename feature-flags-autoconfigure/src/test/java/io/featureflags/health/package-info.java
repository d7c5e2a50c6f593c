@NullMarked
package io.featureflags.health;

import org.jspecify.annotations.NullMarked;
