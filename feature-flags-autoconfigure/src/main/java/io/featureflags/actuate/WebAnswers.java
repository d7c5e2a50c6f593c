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

/** What the endpoint answers over HTTP: the status says what became of a request. */
public final class WebAnswers {

    /** How large a document may be, in bytes. */
    static final int MAX_DOCUMENT = 16 * 1024 * 1024;

    /** What stands in the path, in each combination that a query may have of it. */
    static final List<String[]> SELECTORS =
            List.of(new String[] {"name"}, new String[] {"view"}, new String[] {"name", "view"});

    private final FlagOperations operations;

    private final FlagTransfer transfer;

    private final FailedRequests failedRequests;

    private final FlagValueEditor editor;

    private final ActorResolver actors;

    /**
     * Creates the answers.
     *
     * @param operations what the endpoint does with single flags
     * @param transfer what it does with all of them
     * @param failedRequests tells of changes by nobody
     * @param editor makes values of objects
     * @param actors who may change flags, and under what name
     */
    public WebAnswers(
            FlagOperations operations,
            FlagTransfer transfer,
            FailedRequests failedRequests,
            FlagValueEditor editor,
            ActorResolver actors) {
        this.operations = operations;
        this.transfer = transfer;
        this.failedRequests = failedRequests;
        this.editor = editor;
        this.actors = actors;
    }

    /**
     * An answer.
     *
     * @param status the status of HTTP
     * @param body what becomes JSON, or the bytes of something else
     * @param type what the body is; null for whatever JSON the client likes best
     */
    record Answer(int status, Object body, @Nullable MimeType type) {

        Answer(int status, Object body) {
            this(status, body, null);
        }

        /** The same, if it is a text, as the bytes of a type; a problem is JSON, whatever the client likes best. */
        Answer as(MimeType textType) {
            return body instanceof String text
                    ? new Answer(status, text.getBytes(StandardCharsets.UTF_8), textType)
                    : new Answer(status, body, MimeTypeUtils.APPLICATION_JSON);
        }
    }

    Answer one(String name) {
        return answer(() -> operations.one(name));
    }

    Answer view(
            @Nullable HistoryFormat format,
            String name,
            String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit) {
        if (FlagTransfer.isExport(name, view)) {
            return answer(transfer::exportAll).as(MimeTypeUtils.APPLICATION_JSON);
        }
        return switch (view) {
            case "history" ->
                format == HistoryFormat.LINES
                        ? answer(() -> operations.lines(name, number(limit))).as(format.getProducedMimeType())
                        : answer(() -> operations.history(name, number(limit)));
            case "explain" -> answer(() -> operations.explain(name, user, attributes));
            default -> problem(404, FlagTransfer.NO_SUCH_VIEW);
        };
    }

    /** Read here, since Spring Boot would answer with the application's error page, and without saying what is wrong. */
    private static @Nullable Integer number(@Nullable String limit) {
        try {
            return limit == null ? null : Integer.valueOf(limit);
        } catch (NumberFormatException ex) {
            throw new BadRequestException(List.of("'limit' must be a whole number."));
        }
    }

    Answer set(String name, Map<String, ? extends @Nullable Object> body, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toSet(name, body, actor, editor));
    }

    Answer delete(
            String name, @Nullable String expectedVersion, @Nullable String reason, @Nullable Principal principal) {
        return write(name, principal, actor -> WriteRequest.toDelete(name, expectedVersion, reason, actor));
    }

    private Answer write(String name, @Nullable Principal principal, Function<String, WriteRequest> request) {
        return byUser(
                name, principal, actor -> new Answer(200, operations.write(name, actor, () -> request.apply(actor))));
    }

    Answer importAll(byte[] document, @Nullable String dryRun, @Nullable String reason, @Nullable Principal principal) {
        return byUser(FlagOperations.ALL, principal, actor -> {
            ImportReport report = transfer.importAll(() -> text(document), isTrue("dryRun", dryRun), reason, actor);
            return new Answer(report.status(), report.body());
        });
    }

    Answer tooLarge() {
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

    /** Neither is taken for the other: who only wants to look must not write. */
    private static boolean isTrue(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new BadRequestException(List.of("'" + name + "' must be true or false."));
    }

    private Answer byUser(String name, @Nullable Principal principal, Function<String, Answer> operation) {
        String actor = actors.of(principal);
        if (actor == null) {
            String message = "Who changes a flag must be logged in.";
            failedRequests.notLoggedIn(name, message);
            return problem(401, message);
        }
        return tried(() -> {
            WriteRequest.checkActor(actor);
            return operation.apply(actor);
        });
    }

    /** The body of a write is no JSON, or no object. What it is, is not said again. */
    static Answer unreadable(int status) {
        return problem(
                status, "The body must be a JSON object with 'value', and maybe 'expectedVersion' and 'reason'.");
    }

    /** Spring Boot would take the query's word for the flag's name instead of the path's, which rules of access are for. */
    static Answer ambiguous() {
        return problem(400, "The name of a flag and 'history' or 'explain' stand in the path, and not in the query.");
    }

    private Answer answer(Supplier<Object> operation) {
        return tried(() -> new Answer(200, operation.get()));
    }

    private Answer tried(Supplier<Answer> operation) {
        try {
            return operation.get();
        } catch (BadRequestException ex) {
            Map<String, Object> problem = problemBody(400, ex.getMessage());
            problem.put("problems", ex.problems());
            return new Answer(400, problem);
        } catch (UnknownFlagException ex) {
            return problem(404, ex.getMessage());
        } catch (FlagConflictException ex) {
            return new Answer(409, operations.present(ex.present()));
        } catch (FlagStoreException ex) {
            return problem(503, ex.getMessage());
        }
    }

    private static Answer problem(int status, @Nullable String detail) {
        return new Answer(status, problemBody(status, detail));
    }

    private static Map<String, Object> problemBody(int status, @Nullable String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("detail", String.valueOf(detail));
        return body;
    }
}
