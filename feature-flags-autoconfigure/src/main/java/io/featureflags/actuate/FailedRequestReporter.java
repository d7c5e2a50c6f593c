package io.featureflags.actuate;

import io.featureflags.FlagWrite;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Reports to the audit the changes that the endpoint rejects. The {@code FeatureFlagAdmin} reports those that fail behind
 * it.
 */
final class FailedRequestReporter {

    private final AuditListener audit;

    private final Clock clock;

    /**
     * Creates the reporter.
     *
     * @param audit listener that receives the rejected changes
     * @param clock clock for the time of a report
     */
    FailedRequestReporter(AuditListener audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns what the step returns, and reports the exception if it throws one. */
    <T> T reporting(String flag, String actor, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException ex) {
            audit.failed(FailedWrite.of(clock.instant(), flag, null, write(actor), ex));
            throw ex;
        }
    }

    void notLoggedIn(String flag, String message) {
        audit.failed(new FailedWrite(
                clock.instant(),
                flag,
                null,
                write(ActorResolver.ANONYMOUS),
                FailedWrite.Problem.NOT_LOGGED_IN,
                message));
    }

    private static FlagWrite write(String actor) {
        return FlagWrite.by(actor).manually(WriteRequest.VIA);
    }
}
