package io.featureflags.benchmarks.jmh;

import io.featureflags.benchmarks.Table;
import java.util.List;

/**
 * The limit for a quantity.
 *
 * @param what the quantity, in words
 * @param measured the quantity
 * @param bound the side of the limit on which the quantity must be
 * @param limit the limit, in the unit
 * @param unit unit of the quantity and of the limit
 * @param isHeld whether the check of a run fails if the target is missed; false for targets that depend on the machine,
 *     which are only shown
 */
public record Target(String what, Quantity measured, Bound bound, double limit, Unit unit, boolean isHeld) {

    /** The side of the limit on which a quantity must be. */
    public enum Bound {
        /** Not larger. */
        AT_MOST("at most"),
        /** Not smaller. */
        AT_LEAST("at least");

        private final String words;

        Bound(String words) {
            this.words = words;
        }
    }

    /** The unit of a limit, and the number of steps to which a figure is rounded for the comparison. */
    public enum Unit {
        /** Nanoseconds. */
        NANOS("ns", 100),
        /** Milliseconds. */
        MILLIS("ms", 100),
        /** Whole bytes: fractions come from JMH and from other threads. */
        BYTES("B", 1),
        /** A ratio. */
        TIMES("x", 100);

        private final String symbol;

        private final int steps;

        Unit(String symbol, int steps) {
            this.symbol = symbol;
            this.steps = steps;
        }

        /**
         * Returns the symbol.
         *
         * @return the symbol
         */
        public String symbol() {
            return symbol;
        }
    }

    /** The result of a run for a target. */
    public enum Verdict {
        /** The mean reaches the limit. */
        REACHED("reached"),
        /** The mean misses the limit, but a value within its error reaches it. */
        MISSED_WITHIN_ERROR("missed within the error"),
        /** All values within the error of the mean miss the limit. */
        MISSED("missed"),
        /** There is no figure. */
        NOT_MEASURED(Table.NOT_MEASURED);

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Creates a target for a quantity that must not be larger than the limit.
     *
     * @param limit the limit, in the unit
     * @param unit unit of the quantity and of the limit
     * @param what the quantity, in words
     * @param measured the quantity
     * @return the target; in nanoseconds, which depend on the machine, it is only shown
     */
    public static Target atMost(double limit, Unit unit, String what, Quantity measured) {
        return new Target(what, measured, Bound.AT_MOST, limit, unit, unit != Unit.NANOS);
    }

    /**
     * Creates a target for a quantity that must not be smaller than the limit.
     *
     * @param limit the limit, in the unit
     * @param unit unit of the quantity and of the limit
     * @param what the quantity, in words
     * @param measured the quantity
     * @return the target; in nanoseconds, which depend on the machine, it is only shown
     */
    public static Target atLeast(double limit, Unit unit, String what, Quantity measured) {
        return new Target(what, measured, Bound.AT_LEAST, limit, unit, unit != Unit.NANOS);
    }

    /**
     * Returns this target as one that is only shown, and never fails a check.
     *
     * @return the target
     */
    public Target shownOnly() {
        return new Target(what, measured, bound, limit, unit, false);
    }

    boolean isReachedBy(Figure figure) {
        double mean = figure.rounded(unit.steps);
        return bound == Bound.AT_MOST ? mean <= limit : mean >= limit;
    }

    /**
     * Compares the results with the target. An unknown error counts as zero.
     *
     * @param results the results of a run
     * @return the verdict
     */
    public Verdict verdict(Results results) {
        Figure figure = measured.in(results);
        if (figure == null) {
            return Verdict.NOT_MEASURED;
        }
        if (isReachedBy(figure)) {
            return Verdict.REACHED;
        }
        double error = Double.isNaN(figure.error()) ? 0 : figure.error();
        double atBest = figure.value() + (bound == Bound.AT_MOST ? -error : error);
        return isReachedBy(new Figure(atBest, 0)) ? Verdict.MISSED_WITHIN_ERROR : Verdict.MISSED;
    }

    /**
     * Compares the results with targets.
     *
     * @param targets the targets
     * @param results the results of a run
     * @return a row for each target
     */
    public static Table table(List<Target> targets, Results results) {
        Table table = new Table("Targets", "what", "target", "measured", "verdict");
        targets.forEach(target -> target.addTo(table, results));
        table.note(
                "± is half the 99.9 % confidence interval. The mean decides, rounded to hundredths or to whole bytes. A target"
                        + " is missed within the error if a value in the interval reaches it. --check fails for targets that"
                        + " are missed or not measured, unless they are only shown.");
        return table;
    }

    private void addTo(Table table, Results results) {
        Figure figure = measured.in(results);
        String words = bound.words + " " + number(limit) + " " + unit.symbol + (isHeld ? "" : ", shown only");
        if (figure == null) {
            table.row(what, words);
        } else {
            table.row(what, words, figure + " " + unit.symbol, verdict(results));
        }
    }

    private static String number(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
