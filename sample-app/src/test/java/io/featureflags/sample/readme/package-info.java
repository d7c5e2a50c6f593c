/** Tests the documentation: blocks are real code, commands are run, links and tables agree with the code. */
@NullMarked
package io.featureflags.sample.readme;

import org.jspecify.annotations.NullMarked;
