/** Every kind of bean behind every kind of proxy, with other advice. A separate package, like an application. */
@NullMarked
package io.featureflags.matrix;

import org.jspecify.annotations.NullMarked;
