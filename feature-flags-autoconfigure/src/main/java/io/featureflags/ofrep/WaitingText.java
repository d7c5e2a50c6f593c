package io.featureflags.ofrep;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text that a client has not taken yet: at most one, so that a client that hangs does not fill the memory. */
final class WaitingText {

    private @Nullable String text;

    private boolean ended;

    void event(String event) {
        text = event;
    }

    void comment(String comment) {
        if (text == null) {
            text = comment;
        }
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isEmpty() {
        return text == null;
    }

    /** Removes the text and returns it in UTF-8. */
    byte[] take() {
        String taken = text == null ? "" : text;
        text = null;
        return taken.getBytes(StandardCharsets.UTF_8);
    }
}
