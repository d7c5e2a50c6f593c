/** Who is asking, as the libraries around an application know it. */
@NullMarked
package io.featureflags.context;

import org.jspecify.annotations.NullMarked;
