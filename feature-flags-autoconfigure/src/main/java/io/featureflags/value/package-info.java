/** What a flag's text means: the plain values and the JSON form. Nothing stored is ever executed. */
@NullMarked
package io.featureflags.value;

import org.jspecify.annotations.NullMarked;
