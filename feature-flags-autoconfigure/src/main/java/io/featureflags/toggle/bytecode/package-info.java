/** Reads class files: calls on {@code this}, source lines. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
