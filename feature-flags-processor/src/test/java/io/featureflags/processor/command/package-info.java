/** Tests of the command: in this JVM with a fixed clock, and of the packaged jar in a JVM of its own. */
@NullMarked
package io.featureflags.processor.command;

import org.jspecify.annotations.NullMarked;
