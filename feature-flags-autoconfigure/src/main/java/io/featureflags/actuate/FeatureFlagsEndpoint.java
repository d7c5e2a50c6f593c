package io.featureflags.actuate;

import io.featureflags.Explanation;
import io.featureflags.FlagValueEditor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint {@code featureflags}: lists, shows, explains and changes flags, and shows their history. Over the
 * web {@link FeatureFlagsWebExtension} answers instead, with the status codes of HTTP; this is what JMX shows.
 */
@Endpoint(id = FeatureFlagsEndpoint.ID)
public final class FeatureFlagsEndpoint {

    /** The endpoint's name. */
    public static final String ID = "featureflags";

    /** Nobody tells who stands behind JMX. */
    private static final String JMX_ACTOR = "jmx";

    private final FlagOperations operations;

    private final FlagValueEditor editor;

    /**
     * Creates the endpoint.
     *
     * @param operations what it does
     * @param editor makes values of objects
     */
    public FeatureFlagsEndpoint(FlagOperations operations, FlagValueEditor editor) {
        this.operations = operations;
        this.editor = editor;
    }

    /**
     * All flags, and how closely the store is followed.
     *
     * @return {@code mode}, {@code flags}, {@code flagsWithoutCode} and {@code codeWithoutFlag}
     */
    @ReadOperation
    public Map<String, Object> flags() {
        return operations.all();
    }

    /**
     * One flag.
     *
     * @param name name of the flag
     * @return what is known of it
     */
    @ReadOperation
    public Map<String, Object> flag(@Selector String name) {
        return operations.one(name);
    }

    /**
     * The history of a flag, or why it answers as it does.
     *
     * @param name name of the flag
     * @param view {@code history} or {@code explain}
     * @param user who is asking, for {@code explain}; null for nobody
     * @param attributes attributes of who is asking, of the form {@code name=value}; null for none
     * @param limit how many entries of the history at most; null for 100
     * @return the entries, the newest first, or an {@link Explanation}
     */
    @ReadOperation
    public Object view(
            @Selector String name,
            @Selector String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable Integer limit) {
        return switch (view) {
            case "history" -> operations.history(name, limit);
            case "explain" -> operations.explain(name, user, attributes);
            default ->
                throw new BadRequestException(List.of("A flag has 'history' and 'explain', and no '" + view + "'."));
        };
    }

    /**
     * Gives a flag a value.
     *
     * @param name name of the flag
     * @param value the value, as it is to stand in the store
     * @param expectedVersion the version that the flag must have; null for any
     * @param reason why; null if nobody says
     * @return the flag
     */
    @WriteOperation
    public Map<String, Object> set(
            @Selector String name, String value, @Nullable String expectedVersion, @Nullable String reason) {
        return operations.write(WriteRequest.toSet(name, value, expectedVersion, reason, JMX_ACTOR, editor));
    }

    /**
     * Takes the value of a flag away.
     *
     * @param name name of the flag
     * @param expectedVersion the version that the flag must have; null for any
     * @param reason why; null if nobody says
     * @return the flag
     */
    @DeleteOperation
    public Map<String, Object> delete(
            @Selector String name, @Nullable String expectedVersion, @Nullable String reason) {
        return operations.write(WriteRequest.toDelete(name, expectedVersion, reason, JMX_ACTOR));
    }
}
