/**
 * The OpenFeature Remote Evaluation Protocol (OFREP) 0.3.0 over HTTP: the protocol without types of the web, and a thin adapter
 * for each web stack. Its public types are for assembly only.
 */
@NullMarked
package io.featureflags.ofrep;

import org.jspecify.annotations.NullMarked;
