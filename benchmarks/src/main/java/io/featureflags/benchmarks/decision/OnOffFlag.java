package io.featureflags.benchmarks.decision;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.togglz.core.Feature;

/** The flags that contenders check in turn, each of them on or off for all users. Togglz requires an enum. */
enum OnOffFlag implements Feature {
    NEW_CHECKOUT_FLOW(true),
    AI_RECOMMENDATIONS(false),
    FAST_SEARCH(true),
    REVIEWS_WITH_PICTURES(true),
    WISH_LISTS(false),
    GIFT_CARDS(false),
    LIVE_CHAT(true),
    SAME_DAY_DELIVERY(false);

    private final boolean on;

    OnOffFlag(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    static String[] names() {
        return Arrays.stream(values()).map(OnOffFlag::name).toArray(String[]::new);
    }

    /** Returns the values in a store, by the names of the flags. */
    static Map<String, String> stored(String on, String off) {
        Map<String, String> stored = new HashMap<>();
        for (OnOffFlag flag : values()) {
            stored.put(flag.name(), flag.on ? on : off);
        }
        return stored;
    }

    /** Checks the answers of a contender for every flag, and throws an exception for a wrong one. */
    static void check(Predicate<OnOffFlag> contender) {
        for (OnOffFlag flag : values()) {
            flag.requireAnswer(contender.test(flag));
        }
    }

    /** Checks the answers of a contender with flags in an array, in the order of this enum. */
    static void checkInOrder(IntPredicate contender) {
        int index = 0;
        for (OnOffFlag flag : values()) {
            flag.requireAnswer(contender.test(index++));
        }
    }

    private void requireAnswer(boolean answer) {
        if (answer != on) {
            throw new IllegalStateException(this + " must be " + (on ? "on" : "off"));
        }
    }
}
