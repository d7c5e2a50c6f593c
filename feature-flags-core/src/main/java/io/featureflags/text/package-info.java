/** Text that is safe in a log line, in JSON and on a terminal. Public types are for assembly only. */
@NullMarked
package io.featureflags.text;

import org.jspecify.annotations.NullMarked;
