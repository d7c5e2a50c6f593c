/** Writes a flag together with its audit entry, and reads histories. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.ledger;

import org.jspecify.annotations.NullMarked;
