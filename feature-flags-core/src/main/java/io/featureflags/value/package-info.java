/**
 * Parses, writes and edits the text of a flag's value, and reads the index of flags. Stored text is never executed. Public
 * types are for assembly only.
 */
@NullMarked
package io.featureflags.value;

import org.jspecify.annotations.NullMarked;
