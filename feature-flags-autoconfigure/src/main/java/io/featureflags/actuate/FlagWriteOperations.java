package io.featureflags.actuate;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.InvalidFlagValueException;
import java.util.Map;
import java.util.function.Supplier;

/** Changes single flags for the endpoint, over the web and JMX. */
final class FlagWriteOperations {

    private final FlagReadOperations reads;

    private final FeatureFlagAdmin admin;

    private final FailedRequestReporter failedRequests;

    /**
     * Creates the operations.
     *
     * @param reads operations that show the changed flag
     * @param admin admin that checks and writes values
     * @param failedRequests reporter of requests that are rejected before the admin is called
     */
    FlagWriteOperations(FlagReadOperations reads, FeatureFlagAdmin admin, FailedRequestReporter failedRequests) {
        this.reads = reads;
        this.admin = admin;
        this.failedRequests = failedRequests;
    }

    /** Returns the reporter of rejected requests. */
    FailedRequestReporter failedRequests() {
        return failedRequests;
    }

    /**
     * Carries out a change.
     *
     * @param flag name of the flag
     * @param actor name of the user
     * @param body reads the request, or throws a {@link BadRequestException}
     * @return the changed flag
     */
    Map<String, Object> write(String flag, String actor, Supplier<WriteRequest> body) {
        WriteRequest request = failedRequests.reporting(flag, actor, () -> ofKnownFlag(body.get()));
        return reads.present(carryOut(request));
    }

    /**
     * Rejects a mistyped name, which must not become a flag unless the request creates it. Problems of the body come first:
     * 400 before 404 and 503.
     */
    private WriteRequest ofKnownFlag(WriteRequest request) {
        if (request.create()) {
            return request;
        }
        try {
            if (request.value() == null) {
                reads.known().check(request.flag());
            } else {
                reads.known().checkBeforeSet(request.flag());
            }
        } catch (UnknownFlagException | FlagStoreException ex) {
            request.checkValue();
            throw ex;
        }
        return request;
    }

    /** Passes the value to the admin, which parses it: the only time on the way of a valid request. */
    private FlagState carryOut(WriteRequest request) {
        String text = request.text();
        if (text == null) {
            return admin.delete(request.flag(), request.write());
        }
        try {
            return admin.set(request.flag(), text, request.write());
        } catch (InvalidFlagValueException ex) {
            throw request.rejected(ex);
        }
    }
}
