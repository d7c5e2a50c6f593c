/** The store in Redis, made of connection, ledger and sync. Its public types are for assembly only. */
@NullMarked
package io.featureflags.redis;

import org.jspecify.annotations.NullMarked;
