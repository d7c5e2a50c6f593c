/**
 * Reads what the compiler has written. Class files: calls on {@code this}, final methods, source lines, bridges and names. The index
 * of the annotation processor: source lines. Public types are for assembly only.
 */
@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
