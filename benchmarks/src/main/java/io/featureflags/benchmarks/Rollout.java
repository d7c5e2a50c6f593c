package io.featureflags.benchmarks;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The flag of contenders with a rollout: it is on for 10 % of 1,024 users. */
public final class Rollout {

    /** For how many of a hundred users the flag is on. */
    public static final int PERCENTAGE = 10;

    private static final int USERS = 1_024;

    private Rollout() {}

    /**
     * The flag's name: a method, so that no compiler takes it for a constant.
     *
     * @return the name
     */
    public static String flag() {
        return "new_checkout_flow";
    }

    /**
     * The users.
     *
     * @return 1,024 of them
     */
    public static String[] users() {
        return IntStream.range(0, USERS)
                .mapToObj(number -> "user_" + (10_000 + 37 * number))
                .toArray(String[]::new);
    }

    /**
     * Throws unless about the share of the users gets the feature; which of them is the contender's affair.
     *
     * @param contender whether the flag is on for the user with an index
     */
    public static void checkShare(IntPredicate contender) {
        long on = IntStream.range(0, USERS).filter(contender).count();
        if (on < USERS * (PERCENTAGE - 4L) / 100 || on > USERS * (PERCENTAGE + 4L) / 100) {
            throw new IllegalStateException("on for " + on + " of " + USERS + " users, not for about 10 %");
        }
    }
}
