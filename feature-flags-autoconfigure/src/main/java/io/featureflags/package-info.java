/**
 * The domain: what an application writes and calls, how a flag's value decides, and the ports that the other packages
 * fill. It knows only the JDK; every other package may see it.
 */
@NullMarked
package io.featureflags;

import org.jspecify.annotations.NullMarked;
