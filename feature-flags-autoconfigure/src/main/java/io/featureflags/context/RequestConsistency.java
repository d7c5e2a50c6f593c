package io.featureflags.context;

import io.featureflags.spi.FlagRegistry;
import java.util.List;

/**
 * Keeps one answer per request, flag and context: a flag gives its first answer until the request ends, and a change of
 * the flag applies to the next request. At most 1,000 answers are kept in one request. A flag that another one requires
 * gives its present answer.
 *
 * <p>Outside of requests no answers are kept. A call belongs to a servlet request if Spring's
 * {@code RequestContextHolder} has the request. Another thread, such as that of an {@code @Async} method, is outside
 * unless the application propagates Spring's request attributes. A call belongs to an exchange of WebFlux if Reactor's
 * context has it: toggled methods that return publishers always, other code if Reactor's automatic context propagation
 * is on.
 */
public final class RequestConsistency {

    private final List<CurrentRequest> requests;

    /**
     * Creates the consistency.
     *
     * @param requests find the request of a call, in this order; empty if no answers are kept
     */
    public RequestConsistency(List<CurrentRequest> requests) {
        this.requests = List.copyOf(requests);
    }

    /**
     * Decorates a registry, so that the answers of its flags are kept in each request.
     *
     * @param flags the flags by name
     * @return the decorated registry; {@code flags} itself, without any cost, if no answers are kept
     */
    public FlagRegistry around(FlagRegistry flags) {
        return requests.isEmpty() ? flags : new ConsistentFlags(flags, requests);
    }
}
