/**
 * What surrounds a call: who is asking, as the libraries around an application know it, and the request that the call
 * belongs to.
 */
@NullMarked
package io.featureflags.context;

import org.jspecify.annotations.NullMarked;
