package io.featureflags.redis.chaos;

import io.featureflags.FeatureToggle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A toggled method whose new code fails for some users. */
public class GuardedCheckout {

    /** One of so many users fails; none for 0. Not a field of the bean, whose proxy has none. */
    static final class Trouble {

        private final AtomicInteger oneIn = new AtomicInteger();

        private final AtomicLong newCalls = new AtomicLong();

        void set(int users) {
            oneIn.set(users);
        }

        /** Returns the number of calls of the new code. */
        long newCalls() {
            return newCalls.get();
        }
    }

    private final Trouble trouble;

    GuardedCheckout(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Runs the new code. */
    @FeatureToggle(value = "checkout", fallback = "legacyPay", user = "#user")
    public String pay(String user) {
        trouble.newCalls.incrementAndGet();
        int users = trouble.oneIn.get();
        if (users > 0 && Math.floorMod(user.hashCode(), users) == 0) {
            throw new IllegalStateException("declined");
        }
        return "new";
    }

    String legacyPay(String user) {
        return "legacy";
    }
}
