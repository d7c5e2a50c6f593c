package io.featureflags.redis;

/** The node of a cluster that has a key is not connected now, or another node has the key by now. */
final class NodeAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NodeAwayException(String message) {
        super(message);
    }
}
