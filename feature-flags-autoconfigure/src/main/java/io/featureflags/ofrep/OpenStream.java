package io.featureflags.ofrep;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One open stream, with the version that its client knows. */
final class OpenStream {

    private static final String COMMENT = ":\n\n";

    private final FlagPatterns exposed;

    private final StreamConnection connection;

    private final AtomicReference<@Nullable String> version;

    OpenStream(FlagPatterns exposed, @Nullable String version, StreamConnection connection) {
        this.exposed = exposed;
        this.version = new AtomicReference<>(version);
        this.connection = connection;
    }

    FlagPatterns exposed() {
        return exposed;
    }

    /** Notifies the client of a version that it does not know. */
    void update(String present) {
        if (!present.equals(version.getAndSet(present))) {
            connection.sendEvent(
                    "id: " + present + "\ndata: {\"type\":\"refetchEvaluation\",\"etag\":\"" + present + "\"}\n\n");
        }
    }

    void comment() {
        connection.sendComment(COMMENT);
    }
}
