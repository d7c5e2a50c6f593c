/** Reads class files: calls on {@code this} and source lines. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
