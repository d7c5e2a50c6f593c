package io.featureflags.testing;

/** A server answered a command with an error. */
public final class RedisErrorAnswer extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String answer;

    RedisErrorAnswer(String answer) {
        super("Redis says: " + answer);
        this.answer = answer;
    }

    /** What the server said, without the leading dash: {@code MOVED 866 127.0.0.1:7001}. */
    public String answer() {
        return answer;
    }
}
