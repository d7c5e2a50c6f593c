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

    private final FlagTransfer transfer;

    private final FlagValueEditor editor;

    /**
     * Creates the endpoint.
     *
     * @param operations what it does with single flags
     * @param transfer what it does with all of them
     * @param editor makes values of objects
     */
    public FeatureFlagsEndpoint(FlagOperations operations, FlagTransfer transfer, FlagValueEditor editor) {
        this.operations = operations;
        this.transfer = transfer;
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
     * The history of a flag, or why it answers as it does. Of all flags, their histories as one, or their values as a
     * document.
     *
     * @param name name of the flag, or {@code -} for all of them
     * @param view {@code history}; {@code explain} for one flag; {@code export} for all
     * @param user who is asking, for {@code explain}; null for nobody
     * @param attributes attributes of who is asking, of the form {@code name=value}; null for none
     * @param limit how many entries of the history at most; null for 100
     * @return the entries, the newest first, an {@link Explanation}, or a document
     */
    @ReadOperation(produces = {HistoryFormat.V3, HistoryFormat.V2, HistoryFormat.PLAIN, HistoryFormat.ND})
    public Object view(
            @Selector String name,
            @Selector String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable Integer limit) {
        if (FlagTransfer.isExport(name, view)) {
            return transfer.exportAll();
        }
        return switch (view) {
            case "history" -> operations.history(name, limit);
            case "explain" -> operations.explain(name, user, attributes);
            default -> throw new BadRequestException(List.of(FlagTransfer.NO_SUCH_VIEW));
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
        return operations.write(
                name, JMX_ACTOR, () -> WriteRequest.toSet(name, value, expectedVersion, reason, JMX_ACTOR, editor));
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
        return operations.write(name, JMX_ACTOR, () -> WriteRequest.toDelete(name, expectedVersion, reason, JMX_ACTOR));
    }

    /**
     * Gives many flags their values, as an export has them. Flags that the document does not mention stay as they are.
     *
     * @param document the document
     * @param dryRun true only says what would change; null for false
     * @param reason why; null if nobody says
     * @return {@code dryRun}, and {@code flags} with what became of each
     */
    @WriteOperation
    public Map<String, Object> importFlags(String document, @Nullable Boolean dryRun, @Nullable String reason) {
        return transfer.importAll(() -> document, Boolean.TRUE.equals(dryRun), reason, JMX_ACTOR)
                .body();
    }
}
