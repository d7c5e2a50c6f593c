/** The endpoint, on MVC, WebFlux and JMX. Public types are for assembly only. */
@NullMarked
package io.featureflags.actuate;

import org.jspecify.annotations.NullMarked;
