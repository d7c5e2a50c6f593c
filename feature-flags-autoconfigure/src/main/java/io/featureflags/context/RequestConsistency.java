package io.featureflags.context;

import io.featureflags.FlagRegistry;
import java.util.List;

/**
 * One answer per request, flag and context: what a flag has answered once, it answers for the rest of the request, and a
 * change of the flag is seen by the next request. At most 1,000 answers are kept in one request. Outside of requests
 * nothing is kept. A flag that another one requires is asked for its present answer.
 */
public final class RequestConsistency {

    private final List<CurrentRequest> requests;

    /**
     * Creates the consistency.
     *
     * @param requests find the request of a call, the first one first; none where no answers are to be kept
     */
    public RequestConsistency(List<CurrentRequest> requests) {
        this.requests = List.copyOf(requests);
    }

    /**
     * Makes flags consistent.
     *
     * @param flags the flags by name
     * @return flags whose answers are kept in each request; {@code flags} itself where none are to be kept, so that it
     *     costs nothing then
     */
    public FlagRegistry around(FlagRegistry flags) {
        return requests.isEmpty() ? flags : new ConsistentFlags(flags, requests);
    }
}
