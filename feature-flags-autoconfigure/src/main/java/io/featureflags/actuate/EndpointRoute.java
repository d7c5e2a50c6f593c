package io.featureflags.actuate;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
 */
record EndpointRoute(
        String handler, String path, List<RequestMethod> methods, List<String> consumes, List<String> params) {

    /** Order of the mappings: before that of Spring Boot's endpoints, which is -100. */
    static final int ORDER = -110;

    /** Writes with JSON. Spring Boot's mapping reads neither a value that is an object nor a document. */
    private static final List<EndpointRoute> WRITES = List.of(post("set", "/{name}"), post("importAll", ""));

    /**
     * Requests whose query names the flag or the view. Spring Boot prefers the query to the path, and rules of access are for
     * paths. Both parameters together have a route of their own, since two that match equally well would be ambiguous.
     */
    private static final List<EndpointRoute> OVERRIDES =
            List.of(reject("name"), reject("view"), reject("name", "view"));

    /**
     * Returns the routes to map.
     *
     * @param writable whether the access to the endpoint permits writes
     */
    static List<EndpointRoute> of(boolean writable) {
        return Stream.concat(writable ? WRITES.stream() : Stream.empty(), OVERRIDES.stream())
                .toList();
    }

    private static EndpointRoute post(String handler, String path) {
        return new EndpointRoute(
                handler,
                path,
                List.of(RequestMethod.POST),
                List.of("application/json", "application/*+json"),
                List.of());
    }

    private static EndpointRoute reject(String... params) {
        return new EndpointRoute("reject", "/{name}/**", List.of(), List.of(), List.of(params));
    }

    Method handlerOf(Class<?> type) {
        return Objects.requireNonNull(ReflectionUtils.findMethod(type, handler, (Class<?>[]) null), handler);
    }
}
