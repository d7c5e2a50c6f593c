package io.featureflags.actuate;

import io.featureflags.Explanation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint {@code featureflags}: lists, shows, explains and changes flags, and shows their history. JMX exposes
 * this class; over the web {@link FeatureFlagsWebExtension} takes its place, with the status codes of HTTP.
 */
@Endpoint(id = FeatureFlagsEndpoint.ID)
public final class FeatureFlagsEndpoint {

    /** Id of the endpoint. */
    public static final String ID = "featureflags";

    /** Actor of all changes over JMX, which does not provide the user. */
    private static final String JMX_ACTOR = "jmx";

    private final LazyOperations operations;

    /**
     * Creates the endpoint.
     *
     * @param operations operations of the endpoint
     */
    public FeatureFlagsEndpoint(LazyOperations operations) {
        this.operations = operations;
    }

    /**
     * Lists all flags, and how closely the store is followed.
     *
     * @return {@code mode}, {@code flags}, {@code flagsWithoutCode} and {@code codeWithoutFlag}
     */
    @ReadOperation(
            produces = {ResponseFormat.V3, ResponseFormat.V2, ResponseFormat.PLAIN_JSON, ResponseFormat.PLAIN_TEXT})
    public Map<String, Object> flags() {
        return operations.get().reads.all();
    }

    /**
     * Shows one flag.
     *
     * @param name name of the flag
     * @return the flag, without what is unknown of it
     */
    @ReadOperation
    public Map<String, Object> flag(@Selector String name) {
        return operations.get().reads.one(name);
    }

    /**
     * Shows the history or the shadow runs of a flag, or explains its evaluation. For all flags, shows their merged history, or exports their
     * values as a document.
     *
     * @param name name of the flag, or {@code -} for all flags
     * @param view {@code history}; {@code explain} and {@code shadow} for one flag; {@code export} for all flags
     * @param user user that {@code explain} evaluates the flag for; null for an anonymous user
     * @param attributes attributes of that user, of the form {@code name=value}; null for none
     * @param limit maximum number of entries in the history, from 1 to 10,000; null for 100
     * @return the entries, newest first, an {@link Explanation}, the shadow runs, or a document
     */
    @ReadOperation(
            produces = {
                ResponseFormat.V3,
                ResponseFormat.V2,
                ResponseFormat.PLAIN_JSON,
                ResponseFormat.ND,
                ResponseFormat.PLAIN_TEXT
            })
    public Object view(
            @Selector String name,
            @Selector String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable Integer limit) {
        if (FlagBulkOperations.isExport(name, view)) {
            return operations.get().bulk.exportAll(ReaderView.ALL);
        }
        return switch (view) {
            case "history" -> operations.get().reads.history(name, limit, ReaderView.ALL);
            case "shadow" -> operations.get().shadows.of(name, ReaderView.ALL);
            case "explain" -> operations.get().reads.explain(name, user, attributes);
            default -> throw new BadRequestException(List.of(FlagBulkOperations.NO_SUCH_VIEW));
        };
    }

    /**
     * Sets the value of a flag.
     *
     * @param name name of the flag
     * @param value the value, in any form that a flag may have in the store
     * @param expectedVersion version that the flag must have; null for any
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @param create true if the flag may be unknown; null for false. The last parameter, which callers over JMX may omit
     * @return the changed flag
     */
    @WriteOperation
    public Map<String, Object> set(
            @Selector String name,
            String value,
            @Nullable String expectedVersion,
            @Nullable String reason,
            @Nullable Boolean create) {
        return operations
                .get()
                .writes
                .write(
                        name,
                        JMX_ACTOR,
                        () -> WriteRequest.toSet(name, value, expectedVersion, reason, create, JMX_ACTOR));
    }

    /**
     * Deletes the value of a flag.
     *
     * @param name name of the flag
     * @param expectedVersion version that the flag must have; null for any
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @return the changed flag
     */
    @DeleteOperation
    public Map<String, Object> delete(
            @Selector String name, @Nullable String expectedVersion, @Nullable String reason) {
        return operations
                .get()
                .writes
                .write(name, JMX_ACTOR, () -> WriteRequest.toDelete(name, expectedVersion, reason, JMX_ACTOR));
    }

    /**
     * Imports a document with the values of many flags, in the form of an export. Other flags stay as they are.
     *
     * @param document the document, with at most 10,000 flags
     * @param dryRun true to report the changes without making them; null for false
     * @param reason reason for the history, of at most 1,000 characters; null for none
     * @return {@code dryRun}, and {@code flags} with the outcome of each
     */
    @WriteOperation
    public Map<String, Object> importFlags(String document, @Nullable Boolean dryRun, @Nullable String reason) {
        return operations
                .get()
                .bulk
                .importAll(() -> document, Boolean.TRUE.equals(dryRun), reason, JMX_ACTOR)
                .body();
    }
}
