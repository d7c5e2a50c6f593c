@NullMarked
package io.featureflags.telemetry;

import org.jspecify.annotations.NullMarked;
