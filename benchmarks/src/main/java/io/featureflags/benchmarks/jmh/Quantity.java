package io.featureflags.benchmarks.jmh;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** A quantity with a target, computed from the results of a run. */
@FunctionalInterface
public interface Quantity {

    /**
     * Returns the figure.
     *
     * @param results the results of a run
     * @return the figure; null if it was not measured
     */
    @Nullable
    Figure in(Results results);

    /**
     * Returns the time of one call.
     *
     * @param benchmark class and method, separated by a dot
     * @return the time, in nanoseconds
     */
    static Quantity nanos(String benchmark) {
        return results -> results.nanos().get(benchmark);
    }

    /**
     * Returns the time of a long operation.
     *
     * @param benchmark class and method, separated by a dot
     * @return the time, in milliseconds
     */
    static Quantity millis(String benchmark) {
        return results -> {
            Figure nanos = results.nanos().get(benchmark);
            return nanos == null ? null : nanos.times(1e-6);
        };
    }

    /**
     * Returns the memory that one call allocates.
     *
     * @param benchmark class and method, separated by a dot
     * @return the memory, in bytes
     */
    static Quantity bytes(String benchmark) {
        return results -> results.bytes().get(benchmark);
    }

    /**
     * Returns the ratio of this quantity to another one.
     *
     * @param other the other
     * @return the ratio
     */
    default Quantity per(Quantity other) {
        return with(other, Figure::per);
    }

    /**
     * Returns the difference between this quantity and another one.
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
