package io.featureflags.testing;

/** The error that a server returned to a command. */
public final class RedisErrorAnswer extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String answer;

    RedisErrorAnswer(String answer) {
        super("Redis returned: " + answer);
        this.answer = answer;
    }

    /** Returns the error without the leading dash, such as {@code MOVED 866 127.0.0.1:7001}. */
    public String answer() {
        return answer;
    }
}
