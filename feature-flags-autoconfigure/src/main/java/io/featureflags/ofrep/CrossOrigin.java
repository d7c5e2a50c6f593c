package io.featureflags.ofrep;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests from pages of other origins (CORS). Credentials of browsers are never allowed. */
final class CrossOrigin {

    private static final String ANY = "*";

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#*,\\s]+");

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final Set<String> allowed;

    /**
     * Creates the rules.
     *
     * @param origins exact origins, or {@code *}
     * @throws InvalidOfrepSetupException if one has another form
     */
    CrossOrigin(List<String> origins) {
        this.allowed = Set.copyOf(origins);
        for (String origin : origins) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw new InvalidOfrepSetupException(
                        "'" + origin + "' in feature-flags.ofrep.cors.allowed-origins is not an origin.",
                        "Write a scheme, a host and a port if it is not the default, such as https://shop.example, or \"*\".");
            }
        }
    }

    static boolean isPreflight(OfrepRequest request) {
        return request.method().equals("OPTIONS")
                && request.header("Origin") != null
                && request.header("Access-Control-Request-Method") != null;
    }

    OfrepResponse preflight(OfrepRequest request) {
        if (!allows(request.header("Origin")) || !METHODS.contains(request.header("Access-Control-Request-Method"))) {
            return OfrepResponse.general(403, "This origin or method is not allowed.");
        }
        return OfrepResponse.empty(204)
                .with("Access-Control-Allow-Methods", "POST, GET")
                .with("Access-Control-Allow-Headers", "Content-Type, Authorization, X-API-Key, If-None-Match")
                .with("Access-Control-Max-Age", "1800");
    }

    /** Adds the headers with which a browser lets the page read the response. */
    OfrepResponse share(OfrepRequest request, OfrepResponse response) {
        if (allowed.isEmpty()) {
            return response;
        }
        boolean any = allowed.contains(ANY);
        if (!any) {
            response.with("Vary", "Origin");
        }
        String origin = request.header("Origin");
        return origin == null || !allows(origin)
                ? response
                : response.with("Access-Control-Allow-Origin", any ? ANY : origin)
                        .with("Access-Control-Expose-Headers", "ETag, Retry-After");
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && (allowed.contains(ANY) || allowed.contains(origin));
    }
}
