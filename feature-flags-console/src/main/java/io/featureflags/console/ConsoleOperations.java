package io.featureflags.console;

import io.featureflags.actuate.EndpointResult;
import io.featureflags.actuate.ResponseFormat;
import io.featureflags.actuate.WebOperations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out the requests of the page, on both web stacks. */
final class ConsoleOperations {

    /** Maximum size of a change, in bytes: 10,000 ids of 100 characters, in the flag and in a sample. */
    static final int MAX_BODY = 4 * 1024 * 1024;

    private static final String LOG_IN = "The console requires a login.";

    private final ConsoleAccess access;

    private final ConsoleProperties properties;

    private final WebOperations endpoint;

    private final FlagChanges changes;

    private final Supplier<ConsoleFiles> files;

    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param access decides who may read and change flags
     * @param properties properties of the page
     * @param endpoint operations of the endpoint
     * @param changes carries out changes
     * @param files reads the files of the page, on a thread that may wait
     * @param clock clock for the present time
     */
    ConsoleOperations(
            ConsoleAccess access,
            ConsoleProperties properties,
            WebOperations endpoint,
            FlagChanges changes,
            Supplier<ConsoleFiles> files,
            Clock clock) {
        this.access = access;
        this.properties = properties;
        this.endpoint = endpoint;
        this.changes = changes;
        this.files = files;
        this.clock = clock;
    }

    ConsoleResult file(String name, @Nullable Principal user) {
        if (access.needsLogin(user)) {
            return ConsoleResult.refused(401, LOG_IN);
        }
        ConsoleFiles.ConsoleFile file = files.get().find(name);
        return file == null
                ? ConsoleResult.refused(404, "The console has no such file.")
                : new ConsoleResult(200, file.content(), file.type(), file.tag());
    }

    /** Returns whether a token is needed: only for a user who may change flags. */
    boolean mayWrite(@Nullable Principal user) {
        return access.whyNotWriter(user, ConsoleAccess.ANY_FLAG) == null;
    }

    ConsoleResult me(@Nullable Principal user, @Nullable CsrfView csrf) {
        if (access.needsLogin(user)) {
            return ConsoleResult.refused(401, LOG_IN);
        }
        String whyNot = access.whyNotWriter(user, ConsoleAccess.ANY_FLAG);
        Map<String, Object> me = new LinkedHashMap<>();
        putKnown(me, "name", user == null ? null : user.getName());
        me.put("mayWrite", whyNot == null);
        putKnown(me, "why", whyNot);
        me.put("showsIds", access.showsIds(user));
        putKnown(me, "csrf", csrf);
        me.put("time", clock.instant().toString());
        me.put("zone", ZoneId.systemDefault().getId());
        me.put("reason", properties.reason().name().toLowerCase(Locale.ROOT));
        putKnown(me, "environment", properties.environment());
        return ConsoleResult.ok(me);
    }

    ConsoleResult list(@Nullable Principal user) {
        return tagged(endpoint.all(ResponseFormat.JSON, user));
    }

    ConsoleResult flag(String name, @Nullable Principal user) {
        return tagged(endpoint.one(name, user));
    }

    private static ConsoleResult tagged(EndpointResult result) {
        return result.status() == 200
                ? ConsoleResult.tagged(result.body())
                : new ConsoleResult(
                        result.status(),
                        result.body(),
                        result.type() == null
                                ? ConsoleResult.JSON
                                : result.type().toString(),
                        null);
    }

    /** Refuses a change before its body is read; null if it may be read. */
    @Nullable
    ConsoleResult refusal(String flag, ConsoleRequest request) {
        if (access.needsLogin(request.user())) {
            return ConsoleResult.refused(401, LOG_IN);
        }
        String whyNot = access.whyNotWriter(request.user(), flag);
        if (whyNot == null) {
            whyNot = request.whyForeign();
        }
        if (whyNot != null) {
            return ConsoleResult.refused(403, whyNot);
        }
        return request.isJson() ? null : ConsoleResult.refused(415, "The body must have the type application/json.");
    }

    /** Carries out a change that was not refused. */
    ConsoleResult change(String flag, byte[] body, @Nullable Principal user) {
        if (body.length > MAX_BODY) {
            return tooLarge();
        }
        String actor = user == null ? null : user.getName();
        if (actor == null) {
            return ConsoleResult.refused(401, LOG_IN);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return changes.change(flag, text, actor);
        } catch (CharacterCodingException ex) {
            return ConsoleResult.refused(400, "The body is not in UTF-8.");
        }
    }

    static ConsoleResult tooLarge() {
        return ConsoleResult.refused(413, "A change has at most " + MAX_BODY + " bytes.");
    }

    static ConsoleResult methodNotAllowed() {
        return ConsoleResult.refused(405, "The method is not supported here.");
    }

    private static void putKnown(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
