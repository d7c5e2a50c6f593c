/**
 * The user of a call, and one answer per request. {@link io.featureflags.context.ReactiveContextProvider} is public API.
 * Any other public type is for assembly only.
 */
@NullMarked
package io.featureflags.context;

import org.jspecify.annotations.NullMarked;
