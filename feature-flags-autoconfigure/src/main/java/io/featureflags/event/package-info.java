/** Tells the application of changes of its flags. */
@NullMarked
package io.featureflags.event;

import org.jspecify.annotations.NullMarked;
