package io.featureflags.actuate;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Route that this library maps itself, on both web stacks, before Spring Boot's mapping of endpoints. Each stack translates
 * the routes into its own mapping; {@link WebOperations} carries them out.
 *
 * @param handler name of the handler method, in the handler of either stack
 * @param path path below that of the endpoint
 * @param methods methods of HTTP; empty for all
 * @param consumes types that the body may have; empty for all
 * @param params parameters that the query must have; empty for none
 * @param allow methods of HTTP that the path supports, for the response to another one; empty if any is handled
 */
record EndpointRoute(
        String handler,
        String path,
        List<RequestMethod> methods,
        List<String> consumes,
        List<String> params,
        String allow) {

    /** Order of the mappings: before that of Spring Boot's endpoints, which is -100. */
    static final int ORDER = -110;

    private static final List<RequestMethod> CHANGING =
            List.of(RequestMethod.POST, RequestMethod.DELETE, RequestMethod.PUT, RequestMethod.PATCH);

    /** Writes with JSON. Spring Boot's mapping reads neither a value that is an object nor a document. */
    private static final List<EndpointRoute> WRITES = List.of(post("set", "/{name}"), post("importAll", ""));

    /**
     * Requests whose query names the flag or the view. Spring Boot prefers the query to the path, and rules of access are for
     * paths. Both parameters together have a route of their own, since two that match equally well would be ambiguous.
     */
    private static final List<EndpointRoute> OVERRIDES =
            List.of(reject("name"), reject("view"), reject("name", "view"));

    /**
     * Requests that Spring Boot would reject with the error page of the application, which does not name the reason: writes of
     * another type than JSON, and methods that a path does not have.
     */
    private static List<EndpointRoute> rejected(boolean writable) {
        List<EndpointRoute> routes = new ArrayList<>();
        routes.addAll(rejected("", writable ? List.of(RequestMethod.POST) : List.of()));
        routes.addAll(rejected("/{name}", writable ? List.of(RequestMethod.POST, RequestMethod.DELETE) : List.of()));
        routes.addAll(rejected("/{name}/{view}", List.of()));
        return routes;
    }

    private static List<EndpointRoute> rejected(String path, List<RequestMethod> writes) {
        List<RequestMethod> others = new ArrayList<>(CHANGING);
        others.removeAll(writes);
        StringJoiner allowed = new StringJoiner(",").add(RequestMethod.GET.name());
        for (RequestMethod write : writes) {
            allowed.add(write.name());
        }
        String allow = allowed.toString();
        EndpointRoute method = new EndpointRoute("rejectMethod", path, others, List.of(), List.of(), allow);
        return writes.contains(RequestMethod.POST)
                ? List.of(
                        method,
                        new EndpointRoute("rejectType", path, List.of(RequestMethod.POST), List.of(), List.of(), allow))
                : List.of(method);
    }

    /**
     * Returns the routes to map.
     *
     * @param writable whether the access to the endpoint permits writes
     */
    static List<EndpointRoute> of(boolean writable) {
        List<EndpointRoute> routes = new ArrayList<>(writable ? WRITES : List.of());
        routes.addAll(OVERRIDES);
        routes.addAll(rejected(writable));
        return routes;
    }

    private static EndpointRoute post(String handler, String path) {
        return new EndpointRoute(
                handler,
                path,
                List.of(RequestMethod.POST),
                List.of("application/json", "application/*+json"),
                List.of(),
                "");
    }

    private static EndpointRoute reject(String... params) {
        return new EndpointRoute("reject", "/{name}/**", List.of(), List.of(), List.of(params), "");
    }

    Method handlerOf(Class<?> type) {
        return Objects.requireNonNull(ReflectionUtils.findMethod(type, handler, (Class<?>[]) null), handler);
    }
}
