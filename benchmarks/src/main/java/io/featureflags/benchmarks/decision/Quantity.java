package io.featureflags.benchmarks.decision;

import org.jspecify.annotations.Nullable;

/** Something that a target is about, and that the results of a run give. */
@FunctionalInterface
interface Quantity {

    /** Its figure; null if it was not measured. */
    @Nullable
    Figure in(Results results);

    /** The time of one call. */
    static Quantity nanos(String benchmark) {
        return results -> results.nanos().get(benchmark);
    }

    /** What one call allocates. */
    static Quantity bytes(String benchmark) {
        return results -> results.bytes().get(benchmark);
    }

    /** How many times another quantity this one is. */
    default Quantity per(Quantity other) {
        return results -> {
            Figure figure = in(results);
            Figure divisor = other.in(results);
            return figure == null || divisor == null ? null : figure.per(divisor);
        };
    }
}
