package io.featureflags.toggle.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parameters of static methods that are the object itself. Kotlin compiles lambdas and local functions to such methods, with
 * {@code this} among the variables that they capture.
 */
final class SelfParameters {

    private final Map<String, Set<Integer>> slots = new HashMap<>();

    private boolean hasGrown;

    /** Returns the slots of the parameters of a method that are the object itself. */
    Set<Integer> of(String method) {
        return Set.copyOf(slots.getOrDefault(method, Set.of()));
    }

    /** Records a call of a static method. Those of the source are left out, as they may be called for any object. */
    void pass(String method, List<TrackedValue> arguments) {
        if (!method.substring(0, method.indexOf('(')).contains("$")) {
            return;
        }
        for (int slot = 0; slot < arguments.size(); slot++) {
            if (arguments.get(slot) == TrackedValue.Plain.SELF) {
                hasGrown |=
                        slots.computeIfAbsent(method, key -> new HashSet<>()).add(slot);
            }
        }
    }

    /** Returns whether there are more of them than at the previous call of this method. */
    boolean haveGrown() {
        boolean grown = hasGrown;
        hasGrown = false;
        return grown;
    }
}
