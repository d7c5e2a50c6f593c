package io.featureflags.benchmarks;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The flag of contenders with a rollout: it is on for 10 % of 1,024 users. */
public final class RolloutScenario {

    /** The share of the users with the flag on, in percent. */
    public static final int PERCENTAGE = 10;

    private static final int USERS = 1_024;

    private RolloutScenario() {}

    /**
     * Returns the name of the flag. A method, because compilers would inline a constant.
     *
     * @return the name
     */
    public static String flag() {
        return "new_checkout_flow";
    }

    /**
     * Returns the users.
     *
     * @return 1,024 users
     */
    public static String[] users() {
        return IntStream.range(0, USERS)
                .mapToObj(number -> "user_" + (10_000 + 37 * number))
                .toArray(String[]::new);
    }

    /**
     * Checks that the flag is on for about the share of the users. Each contender selects them in its own way.
     *
     * @param contender returns whether the flag is on for the user with an index
     * @throws IllegalStateException if the share is off by more than four percentage points
     */
    public static void checkShare(IntPredicate contender) {
        long on = IntStream.range(0, USERS).filter(contender).count();
        if (on < USERS * (PERCENTAGE - 4L) / 100 || on > USERS * (PERCENTAGE + 4L) / 100) {
            throw new IllegalStateException("on for " + on + " of " + USERS + " users, not for about 10 %");
        }
    }
}
