/** Changes flags by the ledger of the store: checks what is asked, and finds the flags that are meant. */
@NullMarked
package io.featureflags.admin;

import org.jspecify.annotations.NullMarked;
