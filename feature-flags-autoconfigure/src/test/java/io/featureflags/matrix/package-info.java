/** Every kind of bean behind every kind of proxy, beside other advice. In a package of its own, as applications are. */
@NullMarked
package io.featureflags.matrix;

import org.jspecify.annotations.NullMarked;
