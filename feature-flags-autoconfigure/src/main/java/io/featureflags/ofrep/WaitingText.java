package io.featureflags.ofrep;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text that a client has not taken yet: at most one, so that a client that hangs does not fill the memory. */
final class WaitingText {

    private @Nullable String text;

    private boolean late;

    private boolean ended;

    void event(String event) {
        text = event;
    }

    /**
     * Adds a comment, unless something waits.
     *
     * @return whether the client has taken something since the comment before the last one; else it is gone, and some servers do
     *     not notice a connection that is reset
     */
    boolean comment(String comment) {
        if (text == null) {
            text = comment;
            return true;
        }
        boolean taken = !late;
        late = true;
        return taken;
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
        late = false;
        return taken.getBytes(StandardCharsets.UTF_8);
    }
}
