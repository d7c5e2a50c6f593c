package io.featureflags.actuate;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueEditor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the endpoint answers over HTTP: the status says what became of a request. */
public final class WebAnswers {

    private final FlagOperations operations;

    private final FlagValueEditor editor;

    private final boolean anonymousMayWrite;

    /**
     * Creates the answers.
     *
     * @param operations what the endpoint does
     * @param editor makes values of objects
     * @param anonymousMayWrite whether somebody may write who is not logged in: where the application has no logins
     */
    public WebAnswers(FlagOperations operations, FlagValueEditor editor, boolean anonymousMayWrite) {
        this.operations = operations;
        this.editor = editor;
        this.anonymousMayWrite = anonymousMayWrite;
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
            @Nullable Integer limit) {
        return switch (view) {
            case "history" -> answer(() -> operations.history(name, limit));
            case "explain" -> answer(() -> operations.explain(name, user, attributes));
            default -> problem(404, "A flag has 'history' and 'explain', and nothing else.");
        };
    }

    Answer set(String name, Map<String, ? extends @Nullable Object> body, @Nullable String user) {
        return write(
                user,
                actor -> WriteRequest.toSet(
                        name, body.get("value"), body.get("expectedVersion"), body.get("reason"), actor, editor));
    }

    Answer delete(String name, @Nullable String expectedVersion, @Nullable String reason, @Nullable String user) {
        return write(user, actor -> WriteRequest.toDelete(name, expectedVersion, reason, actor));
    }

    private Answer write(@Nullable String user, Function<String, WriteRequest> request) {
        if (user == null && !anonymousMayWrite) {
            return problem(401, "Who changes a flag must be logged in.");
        }
        String actor = user == null || user.isBlank() ? "anonymous" : user;
        return answer(() -> operations.write(request.apply(actor)));
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
