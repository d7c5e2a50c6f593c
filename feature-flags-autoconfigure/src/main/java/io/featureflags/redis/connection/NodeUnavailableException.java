package io.featureflags.redis.connection;

/** The cluster node of a key is not connected at present, or the key has moved to another node. */
public final class NodeUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the key and the reason
     */
    public NodeUnavailableException(String message) {
        super(message);
    }
}
