@NullMarked
package io.featureflags.redis.ledger;

import org.jspecify.annotations.NullMarked;
