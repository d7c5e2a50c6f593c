/** Stores and ledgers without Redis. Public types are for assembly only. */
@NullMarked
package io.featureflags.memory;

import org.jspecify.annotations.NullMarked;
