package io.featureflags.actuate;

import io.featureflags.FlagWrite;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import java.time.Clock;
import java.util.function.Supplier;

/** Tells the audit of changes that come no further than the endpoint. What comes further, the admin of flags tells. */
public final class FailedRequests {

    private final AuditListener audit;

    private final Clock clock;

    /**
     * Creates it.
     *
     * @param audit gets to know of them
     * @param clock tells when it was
     */
    public FailedRequests(AuditListener audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** What a request says; it is told of if that is nothing that can be done. */
    <T> T told(String flag, String actor, Supplier<T> request) {
        try {
            return request.get();
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
