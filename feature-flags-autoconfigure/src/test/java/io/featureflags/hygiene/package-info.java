@NullMarked
package io.featureflags.hygiene;

import org.jspecify.annotations.NullMarked;
