package io.featureflags.actuate;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Endpoint {@code featureflags} over the web. Errors are problems of RFC 9457. Unknown flags are 404, invalid requests 400 with
 * all their problems, changes without a login 401. A version other than the expected one is 409 with the present flag. If the
 * store does not respond, it is 503.
 */
@EndpointWebExtension(endpoint = FeatureFlagsEndpoint.class)
public final class FeatureFlagsWebExtension {

    private final LazyOperations operations;

    /**
     * Creates the extension.
     *
     * @param operations operations of the endpoint
     */
    public FeatureFlagsWebExtension(LazyOperations operations) {
        this.operations = operations;
    }

    /**
     * Lists all flags, and how closely the store is followed.
     *
     * @param context context with the user
     * @param format format that the client accepts; null for JSON
     * @return {@code mode}, {@code flags}, {@code flagsWithoutCode} and {@code codeWithoutFlag}, or a table
     */
    @ReadOperation(
            produces = {ResponseFormat.V3, ResponseFormat.V2, ResponseFormat.PLAIN_JSON, ResponseFormat.PLAIN_TEXT})
    public WebEndpointResponse<Object> flags(SecurityContext context, @Nullable ResponseFormat format) {
        return response(operations.get().web.all(format, context.getPrincipal()));
    }

    /**
     * Shows one flag.
     *
     * @param context context with the user
     * @param name name of the flag
     * @return the flag, without what is unknown of it
     */
    @ReadOperation
    public WebEndpointResponse<Object> flag(SecurityContext context, @Selector String name) {
        return response(operations.get().web.one(name, context.getPrincipal()));
    }

    /**
     * Shows the history or the shadow runs of a flag, or explains its evaluation. For all flags, shows their merged history, or exports their
     * values as a document.
     *
     * @param context context with the user
     * @param format format that the client accepts; null for JSON
     * @param name name of the flag, or {@code -} for all flags
     * @param view {@code history}; {@code explain} and {@code shadow} for one flag; {@code export} for all flags
     * @param user user that {@code explain} evaluates the flag for; null for an anonymous user
     * @param attributes attributes of that user, of the form {@code name=value}; null for none
     * @param limit maximum number of entries in the history, from 1 to 10,000; null for 100
     * @return the entries, newest first, the explanation, the shadow runs, or the document
     */
    @ReadOperation(
            produces = {
                ResponseFormat.V3,
                ResponseFormat.V2,
                ResponseFormat.PLAIN_JSON,
                ResponseFormat.ND,
                ResponseFormat.PLAIN_TEXT
            })
    public WebEndpointResponse<Object> view(
            SecurityContext context,
            @Nullable ResponseFormat format,
            @Selector String name,
            @Selector String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit) {
        return response(operations.get().web.view(format, name, view, user, attributes, limit, context.getPrincipal()));
    }

    /**
     * Sets the value of a flag to a text. {@code EndpointRoute} takes the requests with JSON.
     *
     * @param context context with the user
     * @param name name of the flag
     * @param value the value
     * @param expectedVersion version that the flag must have; null for any
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @param create true if the flag may be unknown; null for false
     * @return the changed flag
     */
    @WriteOperation
    public WebEndpointResponse<Object> set(
            SecurityContext context,
            @Selector String name,
            @Nullable String value,
            @Nullable String expectedVersion,
            @Nullable String reason,
            @Nullable Boolean create) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("value", value);
        body.put("expectedVersion", expectedVersion);
        body.put("reason", reason);
        body.put("create", create);
        return response(operations.get().web.set(name, body, context.getPrincipal()));
    }

    /**
     * Deletes the value of a flag.
     *
     * @param context context with the user
     * @param name name of the flag
     * @param expectedVersion version that the flag must have; null for any
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @return the changed flag
     */
    @DeleteOperation
    public WebEndpointResponse<Object> delete(
            SecurityContext context, @Selector String name, @Nullable String expectedVersion, @Nullable String reason) {
        return response(operations.get().web.delete(name, expectedVersion, reason, context.getPrincipal()));
    }

    /**
     * Imports a document with the values of many flags, in the form of an export. Other flags stay as they are.
     *
     * @param context context with the user
     * @param document the document, with at most 10,000 flags
     * @param dryRun {@code true} to report the changes without making them; null for {@code false}
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @return the outcome of each flag
     */
    @WriteOperation
    public WebEndpointResponse<Object> importFlags(
            SecurityContext context, String document, @Nullable String dryRun, @Nullable String reason) {
        return response(operations
                .get()
                .web
                .importAll(document.getBytes(StandardCharsets.UTF_8), dryRun, reason, context.getPrincipal()));
    }

    private static WebEndpointResponse<Object> response(EndpointResult result) {
        return new WebEndpointResponse<>(result.body(), result.status(), result.type());
    }
}
