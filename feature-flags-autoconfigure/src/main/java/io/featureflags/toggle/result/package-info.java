/** What toggled methods return: empty results, results that are used later. Public types are for assembly only. */
@NullMarked
package io.featureflags.toggle.result;

import org.jspecify.annotations.NullMarked;
