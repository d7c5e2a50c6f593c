/** Reminds people of flags that have done their work: past their kill date, or long since on or off for everybody. */
@NullMarked
package io.featureflags.hygiene;

import org.jspecify.annotations.NullMarked;
