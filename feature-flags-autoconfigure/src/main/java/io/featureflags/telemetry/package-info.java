/**
 * Tells what flags answer and how toggled methods fare: as meters of Micrometer, and as attributes of what is traced.
 * Nothing is counted here, and no call takes longer, in an application that has nobody to tell.
 */
@NullMarked
package io.featureflags.telemetry;

import org.jspecify.annotations.NullMarked;
