/**
 * The endpoint, on MVC, WebFlux and JMX. Public types are for assembly only.
 *
 * <p>A {@code POST} of a flag goes this way: {@code WriteRoute} maps it to
 * {@link io.featureflags.actuate.WebOperations}, which checks the login. {@code WriteRequest} checks
 * the body, and writes an object as the value's text. {@link io.featureflags.actuate.FlagWriteOperations} rejects unknown
 * flags, and passes the text to the {@link io.featureflags.FeatureFlagAdmin}, which parses it, once.
 */
@NullMarked
package io.featureflags.actuate;

import org.jspecify.annotations.NullMarked;
