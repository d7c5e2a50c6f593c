/** The text of a value, read, written and edited. Stored text is never executed. Public types are for assembly only. */
@NullMarked
package io.featureflags.value;

import org.jspecify.annotations.NullMarked;
