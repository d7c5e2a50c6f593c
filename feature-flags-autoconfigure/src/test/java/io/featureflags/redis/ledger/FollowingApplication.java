package io.featureflags.redis.ledger;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.Shop;

/** An instance that follows Redis, and records external changes, until the process is killed. */
final class FollowingApplication {

    /** The beginning of its name in audit entries. */
    static final String NAME = "following";

    /** The line of its output when it follows Redis. */
    static final String FOLLOWS = "follows Redis";

    private FollowingApplication() {}

    /** Runs until the process is killed, or its input ends. The argument is the port of Redis. */
    public static void main(String[] arguments) {
        Shop.on(Integer.parseInt(arguments[0]), "spring.application.name=" + NAME)
                .run(context -> {
                    Shop.of(context).awaitMode(SyncMode.TRACKING);
                    System.out.println(FOLLOWS);
                    int end = System.in.read(); // The input ends with the JVM of the test.
                    System.out.println("ends with " + end);
                });
    }
}
