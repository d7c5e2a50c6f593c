/** The command of the jar, which finds expired flags in compiled classes without starting the application. */
@NullMarked
package io.featureflags.processor.command;

import org.jspecify.annotations.NullMarked;
