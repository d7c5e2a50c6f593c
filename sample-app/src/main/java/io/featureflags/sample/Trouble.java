package io.featureflags.sample;

import org.springframework.stereotype.Component;

/** A fault of the new checkout, to be switched on for a demonstration. It always hits the same users. */
@Component
class Trouble {

    private volatile int oneIn;

    /**
     * Switches the fault.
     *
     * @param users one of so many users fails; 0 for none
     */
    void set(int users) {
        oneIn = users;
    }

    void check(String user) {
        int users = oneIn;
        if (users > 0 && Math.floorMod(user.hashCode(), users) == 0) {
            throw new PaymentFailedException(user);
        }
    }
}
