package io.featureflags.redis.connection;

/** The node of a cluster that has a key is not connected now, or another node has the key by now. */
public final class NodeUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NodeUnavailableException(String message) {
        super(message);
    }
}
