/** Writes a flag with its audit entry; reads histories. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.ledger;

import org.jspecify.annotations.NullMarked;
