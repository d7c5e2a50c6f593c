package io.featureflags.actuate;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueEditor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

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

    /**
     * Result of an operation.
     *
     * @param status status of HTTP
     * @param body object that becomes JSON, or the bytes of another type
     * @param type type of the body; null for the type of JSON that the client prefers
     */
    record Result(int status, Object body, @Nullable MimeType type) {

        Result(int status, Object body) {
            this(status, body, null);
        }

        /** Returns the bytes of a text with its type. A problem stays JSON, regardless of what the client prefers. */
        Result as(MimeType textType) {
            return body instanceof String text
                    ? new Result(status, text.getBytes(StandardCharsets.UTF_8), textType)
                    : new Result(status, body, MimeTypeUtils.APPLICATION_JSON);
        }
    }

    Result one(String name) {
        return read(() -> reads.one(name));
    }

    Result view(
            @Nullable HistoryFormat format,
            String name,
            String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit) {
        if (FlagBulkOperations.isExport(name, view)) {
            return read(bulk::exportAll).as(MimeTypeUtils.APPLICATION_JSON);
        }
        return switch (view) {
            case "history" ->
                format == HistoryFormat.LINES
                        ? read(() -> reads.lines(name, number(limit))).as(format.getProducedMimeType())
                        : read(() -> reads.history(name, number(limit)));
            case "explain" -> read(() -> reads.explain(name, user, attributes));
            default -> problem(404, FlagBulkOperations.NO_SUCH_VIEW);
        };
    }

    /** Converts the limit here: Spring Boot would show the application's error page, without the reason. */
    private static @Nullable Integer number(@Nullable String limit) {
        try {
            return limit == null ? null : Integer.valueOf(limit);
        } catch (NumberFormatException ex) {
            throw new BadRequestException(List.of("'limit' must be a whole number."));
        }
    }

    Result set(String name, Map<String, ? extends @Nullable Object> body, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toSet(name, body, actor, editor));
    }

    Result delete(
            String name, @Nullable String expectedVersion, @Nullable String reason, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toDelete(name, expectedVersion, reason, actor));
    }

    private Result write(String name, @Nullable Principal principal, Function<String, WriteRequest> body) {
        return asUser(name, principal, actor -> new Result(200, writes.write(name, actor, () -> body.apply(actor))));
    }

    Result importAll(byte[] document, @Nullable String dryRun, @Nullable String reason, @Nullable Principal principal) {
        return asUser(FlagReadOperations.ALL, principal, actor -> {
            ImportReport report = bulk.importAll(() -> text(document), isTrue("dryRun", dryRun), reason, actor);
            return new Result(report.status(), report.body());
        });
    }

    Result tooLarge() {
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

    private Result asUser(String name, @Nullable Principal principal, Function<String, Result> operation) {
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
    static Result unreadable(int status) {
        return problem(
                status, "The body must be a JSON object with 'value', and optionally 'expectedVersion' and 'reason'.");
    }

    static Result ambiguous() {
        return problem(400, "The name of a flag and 'history' or 'explain' belong in the path, not in the query.");
    }

    private Result read(Supplier<Object> operation) {
        return handled(() -> new Result(200, operation.get()));
    }

    private Result handled(Supplier<Result> operation) {
        try {
            return operation.get();
        } catch (BadRequestException ex) {
            Map<String, Object> problem = problemBody(400, ex.getMessage());
            problem.put("problems", ex.problems());
            return new Result(400, problem);
        } catch (UnknownFlagException ex) {
            return problem(404, ex.getMessage());
        } catch (FlagConflictException ex) {
            return new Result(409, reads.present(ex.present()));
        } catch (FlagStoreException ex) {
            return problem(503, ex.getMessage());
        }
    }

    private static Result problem(int status, @Nullable String detail) {
        return new Result(status, problemBody(status, detail));
    }

    private static Map<String, Object> problemBody(int status, @Nullable String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("detail", String.valueOf(detail));
        return body;
    }
}
