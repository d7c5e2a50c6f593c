package io.featureflags.benchmarks.jmh;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Something that a target is about, and that the results of a run give. */
@FunctionalInterface
public interface Quantity {

    /**
     * Its figure.
     *
     * @param results what was measured
     * @return the figure; null if it was not measured
     */
    @Nullable
    Figure in(Results results);

    /**
     * The time of one call.
     *
     * @param benchmark class and method, with a dot between
     * @return the time, in nanoseconds
     */
    static Quantity nanos(String benchmark) {
        return results -> results.nanos().get(benchmark);
    }

    /**
     * The time of something long.
     *
     * @param benchmark class and method, with a dot between
     * @return the time, in milliseconds
     */
    static Quantity millis(String benchmark) {
        return results -> {
            Figure nanos = results.nanos().get(benchmark);
            return nanos == null ? null : nanos.times(1e-6);
        };
    }

    /**
     * What one call allocates.
     *
     * @param benchmark class and method, with a dot between
     * @return the memory, in bytes
     */
    static Quantity bytes(String benchmark) {
        return results -> results.bytes().get(benchmark);
    }

    /**
     * How many times another quantity this one is.
     *
     * @param other the other
     * @return the ratio
     */
    default Quantity per(Quantity other) {
        return with(other, Figure::per);
    }

    /**
     * How much more than another quantity this one is.
     *
     * @param other the other
     * @return the difference
     */
    default Quantity minus(Quantity other) {
        return with(other, Figure::minus);
    }

    private Quantity with(Quantity other, BinaryOperator<Figure> operator) {
        return results -> {
            Figure figure = in(results);
            Figure operand = other.in(results);
            return figure == null || operand == null ? null : operator.apply(figure, operand);
        };
    }
}
