package io.featureflags.actuate;

import java.security.Principal;
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
 * The endpoint {@code featureflags} over the web: 404 for a flag that nobody knows, 400 with all that is wrong, 401 for a
 * change by nobody, 409 with the present flag for a change of another version, 503 while the store does not answer.
 */
@EndpointWebExtension(endpoint = FeatureFlagsEndpoint.class)
public final class FeatureFlagsWebExtension {

    private final WebAnswers answers;

    /**
     * Creates the extension.
     *
     * @param answers what it answers
     */
    public FeatureFlagsWebExtension(WebAnswers answers) {
        this.answers = answers;
    }

    /**
     * One flag.
     *
     * @param name name of the flag
     * @return what is known of it
     */
    @ReadOperation
    public WebEndpointResponse<Object> flag(@Selector String name) {
        return response(answers.one(name));
    }

    /**
     * The history of a flag, or why it answers as it does.
     *
     * @param name name of the flag
     * @param view {@code history} or {@code explain}
     * @param user who is asking, for {@code explain}; null for nobody
     * @param attributes attributes of who is asking, of the form {@code name=value}; null for none
     * @param limit how many entries of the history at most; null for 100
     * @return the entries, the newest first, or the explanation
     */
    @ReadOperation
    public WebEndpointResponse<Object> view(
            @Selector String name,
            @Selector String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable Integer limit) {
        return response(answers.view(name, view, user, attributes, limit));
    }

    /**
     * Gives a flag a value that is a text.
     *
     * @param context who is asking
     * @param name name of the flag
     * @param value the value
     * @param expectedVersion the version that the flag must have; null for any
     * @param reason why; null if nobody says
     * @return the flag
     */
    @WriteOperation
    public WebEndpointResponse<Object> set(
            SecurityContext context,
            @Selector String name,
            @Nullable String value,
            @Nullable String expectedVersion,
            @Nullable String reason) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("value", value);
        body.put("expectedVersion", expectedVersion);
        body.put("reason", reason);
        return response(answers.set(name, body, user(context)));
    }

    /**
     * Takes the value of a flag away.
     *
     * @param context who is asking
     * @param name name of the flag
     * @param expectedVersion the version that the flag must have; null for any
     * @param reason why; null if nobody says
     * @return the flag
     */
    @DeleteOperation
    public WebEndpointResponse<Object> delete(
            SecurityContext context, @Selector String name, @Nullable String expectedVersion, @Nullable String reason) {
        return response(answers.delete(name, expectedVersion, reason, user(context)));
    }

    private static @Nullable String user(SecurityContext context) {
        Principal principal = context.getPrincipal();
        return principal == null ? null : principal.getName();
    }

    private static WebEndpointResponse<Object> response(WebAnswers.Answer answer) {
        return new WebEndpointResponse<>(answer.body(), answer.status());
    }
}
