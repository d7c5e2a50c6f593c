package io.featureflags.actuate;

import io.featureflags.Explanation;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueEditor;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations of the endpoint over HTTP, on both web stacks: checks the login, and turns exceptions into a status. */
public final class WebOperations {

    /** Maximum size of a document, in bytes. */
    static final int MAX_DOCUMENT = 16 * 1024 * 1024;

    private final FlagReadOperations reads;

    private final FlagShadowOperations shadows;

    private final FlagWriteOperations writes;

    private final FlagBulkOperations bulk;

    private final FlagValueEditor editor;

    private final EndpointUsers users;

    /**
     * Creates the operations.
     *
     * @param reads operations that read flags
     * @param shadows operations that show shadow runs
     * @param writes operations that change single flags
     * @param bulk export and import of all flags
     * @param editor editor that writes values that are objects
     * @param users users who change and read flags
     */
    WebOperations(
            FlagReadOperations reads,
            FlagShadowOperations shadows,
            FlagWriteOperations writes,
            FlagBulkOperations bulk,
            FlagValueEditor editor,
            EndpointUsers users) {
        this.reads = reads;
        this.shadows = shadows;
        this.writes = writes;
        this.bulk = bulk;
        this.editor = editor;
        this.users = users;
    }

    /**
     * Returns all flags as a user sees them.
     *
     * @param accepted format that the client accepts; null for JSON
     * @param user the user; null if no user is logged in
     * @return the list, or a problem
     */
    public EndpointResult all(@Nullable ResponseFormat accepted, @Nullable Principal user) {
        ResponseFormat format = ResponseFormat.withoutLines(accepted);
        return handled(user, reader -> {
            Map<String, Object> all = reader.flags(reads.all());
            return format == ResponseFormat.TEXT
                    ? EndpointResult.ofText(TextTables.ofFlags(all), format)
                    : EndpointResult.of(all, format);
        });
    }

    /**
     * Returns a flag as a user sees it.
     *
     * @param name name of the flag
     * @param user the user; null if no user is logged in
     * @return the flag, or a problem
     */
    public EndpointResult one(String name, @Nullable Principal user) {
        return handled(user, reader -> EndpointResult.json(200, reader.flag(reads.one(name))));
    }

    EndpointResult view(
            @Nullable ResponseFormat accepted,
            String name,
            String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit,
            @Nullable Principal principal) {
        if (FlagBulkOperations.isExport(name, view)) {
            return handled(principal, reader -> EndpointResult.ofText(bulk.exportAll(reader), ResponseFormat.JSON));
        }
        return switch (view) {
            case "history" -> handled(principal, reader -> history(accepted, name, number(limit), reader));
            case "shadow" -> handled(principal, reader -> EndpointResult.json(200, shadows.of(name, reader)));
            case "explain" ->
                handled(principal, reader -> {
                    checkUser(user, attributes, reader);
                    return explanation(
                            ResponseFormat.withoutLines(accepted),
                            reader.explanation(reads.explain(name, user, attributes)));
                });
            default -> problem(404, FlagBulkOperations.NO_SUCH_VIEW);
        };
    }

    private EndpointResult history(
            @Nullable ResponseFormat accepted, String name, @Nullable Integer limit, ReaderView reader) {
        if (accepted == ResponseFormat.LINES) {
            return EndpointResult.ofText(reads.lines(name, limit, reader), accepted);
        }
        if (accepted == ResponseFormat.TEXT) {
            return EndpointResult.ofText(reads.table(name, limit, reader), accepted);
        }
        return EndpointResult.of(reads.history(name, limit, reader), ResponseFormat.withoutLines(accepted));
    }

    private static void checkUser(@Nullable String user, @Nullable List<String> attributes, ReaderView reader) {
        String whyNot = user == null && (attributes == null || attributes.isEmpty()) ? null : reader.whyNotByUser();
        if (whyNot != null) {
            throw new BadRequestException(403, List.of(whyNot));
        }
    }

    /** Converts the limit here: Spring Boot would show the application's error page, without the reason. */
    private static @Nullable Integer number(@Nullable String limit) {
        try {
            return limit == null ? null : Integer.valueOf(limit);
        } catch (NumberFormatException ex) {
            throw new BadRequestException(List.of("'limit' must be a whole number."));
        }
    }

    private static EndpointResult explanation(ResponseFormat format, Explanation explanation) {
        return format == ResponseFormat.TEXT
                ? EndpointResult.ofText(explanation + "\n", format)
                : EndpointResult.of(explanation, format);
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
                name,
                principal,
                (actor, reader) ->
                        EndpointResult.json(200, reader.flag(writes.write(name, actor, () -> body.apply(actor)))));
    }

    EndpointResult importAll(
            byte[] document, @Nullable String dryRun, @Nullable String reason, @Nullable Principal principal) {
        return asUser(FlagReadOperations.ALL, principal, (actor, reader) -> {
            ImportReport report = bulk.importAll(
                    () -> FlagBulkOperations.text(document),
                    FlagBulkOperations.isTrue("dryRun", dryRun),
                    reason,
                    actor);
            return report.failures().isEmpty()
                    ? EndpointResult.json(200, report.body(reader))
                    : new EndpointProblem(report.status(), report.detail())
                            .with(report.body(reader))
                            .result();
        });
    }

    EndpointResult tooLarge() {
        return problem(413, "A document has at most " + MAX_DOCUMENT + " bytes.");
    }

    private EndpointResult asUser(
            String name, @Nullable Principal principal, BiFunction<String, ReaderView, EndpointResult> operation) {
        String actor = users.actors.resolve(principal);
        if (actor == null) {
            String message = "A change of a flag requires a login.";
            writes.failedRequests().notLoggedIn(name, message);
            return problem(401, message);
        }
        return handled(principal, reader -> {
            WriteRequest.checkActor(actor);
            return operation.apply(actor, reader);
        });
    }

    /** Returns the result for a body that is not JSON, or no object. The body itself is not repeated. */
    static EndpointResult unreadable(int status) {
        return problem(
                status,
                "The body must be a JSON object with 'value', and optionally 'expectedVersion', 'reason' and 'create'.");
    }

    static EndpointResult ambiguous() {
        return problem(400, "The name of a flag and a view such as 'history' belong in the path, not in the query.");
    }

    static EndpointResult unsupportedType() {
        return problem(415, "The body must have the type application/json.");
    }

    static EndpointResult methodNotAllowed(String allow) {
        return problem(405, "The method is not supported here: use one of " + allow + ".");
    }

    private EndpointResult handled(@Nullable Principal user, Function<ReaderView, EndpointResult> operation) {
        ReaderView reader = users.views.of(user);
        if (reader.needsLogin()) {
            return problem(401, "Reading flags requires a login.");
        }
        try {
            return operation.apply(reader);
        } catch (BadRequestException ex) {
            return new EndpointProblem(ex.status(), ex.getMessage())
                    .with("problems", ex.problems())
                    .result();
        } catch (UnknownFlagException ex) {
            return problem(404, ex.getMessage());
        } catch (FlagConflictException ex) {
            FlagState present = ex.present();
            Map<String, Object> flag = reader.flag(reads.present(present));
            return new EndpointProblem(409, ex.getMessage())
                    .with("flag", flag)
                    .with("name", present.name())
                    .with("value", flag.get("value"))
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
