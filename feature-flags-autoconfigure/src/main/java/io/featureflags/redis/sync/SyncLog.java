package io.featureflags.redis.sync;

import io.featureflags.redis.connection.FailureText;
import io.featureflags.spi.SyncMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says what happens to Redis: once when it begins and once when it is over, and not again within a minute where it comes
 * and goes.
 */
final class SyncLog {

    private static final Log logger = LogFactory.getLog(SyncLog.class);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;

    private @Nullable Instant warnedAt;

    private boolean outageSaid;

    private @Nullable String saidReason;

    SyncLog(Clock clock) {
        this.clock = clock;
    }

    /** Redis does not answer. */
    void down(Throwable failure) {
        logger.debug("Redis does not answer", failure);
        Instant now = clock.instant();
        if (!outageSaid && (warnedAt == null || !now.isBefore(warnedAt.plus(QUIET)))) {
            outageSaid = true;
            warnedAt = now;
            logger.warn("Redis does not answer (" + FailureText.of(failure)
                    + "): feature flags keep their last known values; those without one answer from"
                    + " feature-flags.flags, then from their annotation");
        }
    }

    /** All flags are current, after an outage or for the first time. */
    void current(SyncMode mode, @Nullable String reason) {
        if (outageSaid) {
            outageSaid = false;
            logger.info("Redis answers again: feature flags follow it");
        }
        if (mode == SyncMode.POLLING && !Objects.equals(reason, saidReason)) {
            logger.warn("Feature flags are read from Redis again and again, and follow a change only then: " + reason);
        } else if (mode == SyncMode.TRACKING && saidReason != null) {
            logger.info("Redis tells of changes of feature flags: they follow at once");
        }
        saidReason = mode == SyncMode.POLLING ? reason : null;
    }
}
