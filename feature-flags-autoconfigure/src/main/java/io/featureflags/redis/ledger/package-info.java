/** Writes a flag together with its audit entry, reads histories, and counts the calls of guarded rollouts. Public types are for assembly only. */
@NullMarked
package io.featureflags.redis.ledger;

import org.jspecify.annotations.NullMarked;
