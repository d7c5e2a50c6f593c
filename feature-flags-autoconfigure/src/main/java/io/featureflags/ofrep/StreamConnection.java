package io.featureflags.ofrep;

/** An open response that takes text bit by bit. No method waits for the client. */
interface StreamConnection {

    /** Sends an event, in place of one that the client has not taken yet. */
    void sendEvent(String text);

    /**
     * Sends a comment, which keeps proxies from closing the connection, unless something waits to be sent. Ends the response if
     * the client has taken nothing since the comment before the last one.
     */
    void sendComment(String text);

    /** Ends the response. */
    void end();

    /** Returns whether the response has ended, or its client is gone. */
    boolean hasEnded();
}
