/** Text that is safe in a log line, in JSON and on a terminal, and messages. Public types are for assembly only. */
@NullMarked
package io.featureflags.text;

import org.jspecify.annotations.NullMarked;
