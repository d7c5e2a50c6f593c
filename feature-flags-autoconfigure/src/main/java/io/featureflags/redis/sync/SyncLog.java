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
 * Logs the connection to Redis: one warning when an outage begins, one message when it is over. Outages within a minute
 * of the last warning are not logged.
 */
final class SyncLog {

    private static final Log logger = LogFactory.getLog(SyncLog.class);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;

    private @Nullable Instant warnedAt;

    private boolean outageLogged;

    private @Nullable String loggedReason;

    SyncLog(Clock clock) {
        this.clock = clock;
    }

    /** Logs that Redis does not answer. */
    void down(Throwable failure) {
        logger.debug("Redis does not answer", failure);
        Instant now = clock.instant();
        if (!outageLogged && (warnedAt == null || !now.isBefore(warnedAt.plus(QUIET)))) {
            outageLogged = true;
            warnedAt = now;
            logger.warn("Redis does not answer (" + FailureText.of(failure)
                    + "): feature flags keep their last known values; flags without one use feature-flags.flags,"
                    + " then their annotation. The application reconnects as soon as Redis answers");
        }
    }

    /** Logs that all flags are current, after an outage or for the first time. */
    void current(SyncMode mode, @Nullable String reason) {
        if (outageLogged) {
            outageLogged = false;
            logger.info("Redis answers again: feature flags are current");
        }
        if (mode == SyncMode.POLLING && !Objects.equals(reason, loggedReason)) {
            logger.warn("Client tracking is not active (" + reason
                    + "): feature flags are polled, and changes apply at the next feature-flags.redis.poll-interval");
        } else if (mode == SyncMode.TRACKING && loggedReason != null) {
            logger.info("Client tracking is active: changes apply immediately");
        }
        loggedReason = mode == SyncMode.POLLING ? reason : null;
    }
}
