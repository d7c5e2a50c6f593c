/** Reads class files: calls on {@code this}, final methods, source lines, bridges and names. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
