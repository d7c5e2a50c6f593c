/** Reads class files: calls on {@code this}, final methods and source lines; follows bridges. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
