/** Which advice of a proxy runs around legacy code and that of variants. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.advice;

import org.jspecify.annotations.NullMarked;
