package io.featureflags.actuate;

import io.featureflags.Explanation;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueEditor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations of the endpoint over HTTP, on both web stacks: checks the login, and turns exceptions into a status. */
public final class WebOperations {

    /** Maximum size of a document, in bytes. */
    static final int MAX_DOCUMENT = 16 * 1024 * 1024;

    private final FlagReadOperations reads;

    private final FlagWriteOperations writes;

    private final FlagBulkOperations bulk;

    private final FailedRequestReporter failedRequests;

    private final FlagValueEditor editor;

    private final ActorResolver actors;

    /**
     * Creates the operations.
     *
     * @param reads operations that read flags
     * @param writes operations that change single flags
     * @param bulk export and import of all flags
     * @param failedRequests reporter of changes without a login
     * @param editor editor that writes values that are objects
     * @param actors resolver of users who may change flags
     */
    public WebOperations(
            FlagReadOperations reads,
            FlagWriteOperations writes,
            FlagBulkOperations bulk,
            FailedRequestReporter failedRequests,
            FlagValueEditor editor,
            ActorResolver actors) {
        this.reads = reads;
        this.writes = writes;
        this.bulk = bulk;
        this.failedRequests = failedRequests;
        this.editor = editor;
        this.actors = actors;
    }

    EndpointResult all(@Nullable ResponseFormat accepted) {
        ResponseFormat format = ResponseFormat.withoutLines(accepted);
        return handled(() -> {
            Map<String, Object> all = reads.all();
            return format == ResponseFormat.TEXT
                    ? EndpointResult.ofText(TextTables.ofFlags(all), format)
                    : EndpointResult.of(all, format);
        });
    }

    EndpointResult one(String name) {
        return handled(() -> EndpointResult.json(200, reads.one(name)));
    }

    EndpointResult view(
            @Nullable ResponseFormat accepted,
            String name,
            String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit) {
        if (FlagBulkOperations.isExport(name, view)) {
            return handled(() -> EndpointResult.ofText(bulk.exportAll(), ResponseFormat.JSON));
        }
        return switch (view) {
            case "history" -> handled(() -> history(accepted, name, number(limit)));
            case "explain" ->
                handled(() ->
                        explanation(ResponseFormat.withoutLines(accepted), reads.explain(name, user, attributes)));
            default -> problem(404, FlagBulkOperations.NO_SUCH_VIEW);
        };
    }

    private EndpointResult history(@Nullable ResponseFormat accepted, String name, @Nullable Integer limit) {
        if (accepted == ResponseFormat.LINES) {
            return EndpointResult.ofText(reads.lines(name, limit), accepted);
        }
        if (accepted == ResponseFormat.TEXT) {
            return EndpointResult.ofText(reads.table(name, limit), accepted);
        }
        return EndpointResult.of(reads.history(name, limit), ResponseFormat.withoutLines(accepted));
    }

    private static EndpointResult explanation(ResponseFormat format, Explanation explanation) {
        return format == ResponseFormat.TEXT
                ? EndpointResult.ofText(explanation + "\n", format)
                : EndpointResult.of(explanation, format);
    }

    /** Converts the limit here: Spring Boot would show the application's error page, without the reason. */
    private static @Nullable Integer number(@Nullable String limit) {
        try {
            return limit == null ? null : Integer.valueOf(limit);
        } catch (NumberFormatException ex) {
            throw new BadRequestException(List.of("'limit' must be a whole number."));
        }
    }

    EndpointResult set(String name, Map<String, ? extends @Nullable Object> body, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toSet(name, body, actor, editor));
    }

    EndpointResult delete(
            String name, @Nullable String expectedVersion, @Nullable String reason, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toDelete(name, expectedVersion, reason, actor));
    }

    private EndpointResult write(String name, @Nullable Principal principal, Function<String, WriteRequest> body) {
        return asUser(
                name, principal, actor -> EndpointResult.json(200, writes.write(name, actor, () -> body.apply(actor))));
    }

    EndpointResult importAll(
            byte[] document, @Nullable String dryRun, @Nullable String reason, @Nullable Principal principal) {
        return asUser(FlagReadOperations.ALL, principal, actor -> {
            ImportReport report = bulk.importAll(() -> text(document), isTrue("dryRun", dryRun), reason, actor);
            return report.failures().isEmpty()
                    ? EndpointResult.json(200, report.body())
                    : new EndpointProblem(report.status(), report.detail())
                            .with(report.body())
                            .result();
        });
    }

    EndpointResult tooLarge() {
        return problem(413, "A document has at most " + MAX_DOCUMENT + " bytes.");
    }

    private static String text(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException ex) {
            throw new BadRequestException(List.of("The document is not in UTF-8."));
        }
    }

    /** Rejects any other text: a mistyped dry run must not become an import. */
    private static boolean isTrue(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new BadRequestException(List.of("'" + name + "' must be true or false."));
    }

    private EndpointResult asUser(
            String name, @Nullable Principal principal, Function<String, EndpointResult> operation) {
        String actor = actors.resolve(principal);
        if (actor == null) {
            String message = "A change of a flag requires a login.";
            failedRequests.notLoggedIn(name, message);
            return problem(401, message);
        }
        return handled(() -> {
            WriteRequest.checkActor(actor);
            return operation.apply(actor);
        });
    }

    /** Returns the result for a body that is not JSON, or no object. The body itself is not repeated. */
    static EndpointResult unreadable(int status) {
        return problem(
                status,
                "The body must be a JSON object with 'value', and optionally 'expectedVersion', 'reason' and 'create'.");
    }

    static EndpointResult ambiguous() {
        return problem(400, "The name of a flag and 'history' or 'explain' belong in the path, not in the query.");
    }

    static EndpointResult unsupportedType() {
        return problem(415, "The body must have the type application/json.");
    }

    static EndpointResult methodNotAllowed(String allow) {
        return problem(405, "The method is not supported here: use one of " + allow + ".");
    }

    private EndpointResult handled(Supplier<EndpointResult> operation) {
        try {
            return operation.get();
        } catch (BadRequestException ex) {
            return new EndpointProblem(400, ex.getMessage())
                    .with("problems", ex.problems())
                    .result();
        } catch (UnknownFlagException ex) {
            return problem(404, ex.getMessage());
        } catch (FlagConflictException ex) {
            FlagState present = ex.present();
            return new EndpointProblem(409, ex.getMessage())
                    .with("flag", reads.present(present))
                    .with("name", present.name())
                    .with("value", present.value())
                    .with("version", present.version())
                    .result();
        } catch (FlagStoreException ex) {
            return problem(503, ex.getMessage());
        }
    }

    private static EndpointResult problem(int status, @Nullable String detail) {
        return new EndpointProblem(status, detail).result();
    }
}
