/** What a flag's text means: the plain values and the JSON form, read and changed. Nothing stored is ever executed. */
@NullMarked
package io.featureflags.value;

import org.jspecify.annotations.NullMarked;
