package io.featureflags.actuate;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueEditor;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the endpoint answers over HTTP: the status says what became of a request. */
public final class WebAnswers {

    /** What stands in the path, in each combination that a query may have of it. */
    static final List<String[]> SELECTORS =
            List.of(new String[] {"name"}, new String[] {"view"}, new String[] {"name", "view"});

    private final FlagOperations operations;

    private final FlagValueEditor editor;

    private final Actors actors;

    /**
     * Creates the answers.
     *
     * @param operations what the endpoint does
     * @param editor makes values of objects
     * @param actors who may change flags, and under what name
     */
    public WebAnswers(FlagOperations operations, FlagValueEditor editor, Actors actors) {
        this.operations = operations;
        this.editor = editor;
        this.actors = actors;
    }

    /**
     * An answer.
     *
     * @param status the status of HTTP
     * @param body what becomes JSON
     */
    record Answer(int status, Object body) {}

    Answer one(String name) {
        return answer(() -> operations.one(name));
    }

    Answer view(
            String name,
            String view,
            @Nullable String user,
            @Nullable List<String> attributes,
            @Nullable String limit) {
        return switch (view) {
            case "history" -> answer(() -> operations.history(name, number(limit)));
            case "explain" -> answer(() -> operations.explain(name, user, attributes));
            default -> problem(404, "A flag has 'history' and 'explain', and nothing else.");
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
        return write(principal, actor -> WriteRequest.toSet(name, body, actor, editor));
    }

    Answer delete(
            String name, @Nullable String expectedVersion, @Nullable String reason, @Nullable Principal principal) {
        return write(principal, actor -> WriteRequest.toDelete(name, expectedVersion, reason, actor));
    }

    private Answer write(@Nullable Principal principal, Function<String, WriteRequest> request) {
        String actor = actors.of(principal);
        return actor == null
                ? problem(401, "Who changes a flag must be logged in.")
                : answer(() -> operations.write(request.apply(actor)));
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
        try {
            return new Answer(200, operation.get());
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
