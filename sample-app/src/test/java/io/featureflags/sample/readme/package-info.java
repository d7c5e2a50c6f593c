/** Keeps README true: its blocks are real code, its commands are run, its tables agree with the code. */
@NullMarked
package io.featureflags.sample.readme;

import org.jspecify.annotations.NullMarked;
