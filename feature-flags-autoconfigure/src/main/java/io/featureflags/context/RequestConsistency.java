package io.featureflags.context;

import io.featureflags.spi.FlagRegistry;
import java.util.List;

/**
 * One answer per request, flag and context: what a flag has answered once, it answers for the rest of the request, and a
 * change of the flag is seen by the next request. At most 1,000 answers are kept in one request. A flag that another one
 * requires is asked for its present answer.
 *
 * <p>Outside of requests nothing is kept. A call belongs to a servlet request where Spring's {@code RequestContextHolder}
 * has it, so that another thread, such as that of an {@code @Async} method, is outside unless the application carries
 * Spring's request attributes there. A call belongs to an exchange of WebFlux where Reactor's context tells of it: toggled
 * methods that return publishers always, other code where Reactor's automatic context propagation is on.
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
