/**
 * The endpoint, on MVC, WebFlux and JMX. Public types are for assembly only.
 *
 * <p>A {@code POST} of a flag takes this way: {@code ServletWriteMapping} or {@code ReactiveWriteMapping} maps an
 * {@code EndpointRoute} to {@link io.featureflags.actuate.WebOperations}, which checks the login. {@code WriteRequest}
 * checks the body, and {@code RequestedValue} writes an object as the value's text. {@link io.featureflags.actuate.FlagWriteOperations} rejects unknown
 * flags, and passes the text to the {@link io.featureflags.FeatureFlagAdmin}, which parses it, once.
 */
@NullMarked
package io.featureflags.actuate;

import org.jspecify.annotations.NullMarked;
