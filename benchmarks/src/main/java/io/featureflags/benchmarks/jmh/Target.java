package io.featureflags.benchmarks.jmh;

import io.featureflags.benchmarks.Table;
import java.util.List;

/**
 * What is promised of a quantity.
 *
 * @param what the quantity in words
 * @param measured the quantity
 * @param bound whether it must not be larger, or not smaller
 * @param limit than what
 * @param unit unit of both
 * @param isHeld whether a check of a run fails where it is missed; what depends on the machine too is shown only
 */
public record Target(String what, Quantity measured, Bound bound, double limit, Unit unit, boolean isHeld) {

    /** On which side of the limit the target is. */
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

    /** What a limit is in, and into how many steps it is divided for the comparison. */
    public enum Unit {
        /** Nanoseconds. */
        NANOS("ns", 100),
        /** Milliseconds. */
        MILLIS("ms", 100),
        /** Whole ones only: what is behind the point comes from JMH, and from other threads. */
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
         * How it is written.
         *
         * @return its sign
         */
        public String symbol() {
            return symbol;
        }
    }

    /** The result of a run for a target. */
    public enum Verdict {
        /** By the mean. */
        REACHED("reached"),
        /** By the mean, and not by all that is within its error. */
        MISSED_WITHIN_ERROR("missed within the error"),
        /** For all values within the error of the mean. */
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
     * What must not be larger.
     *
     * @param limit than what
     * @param unit unit of both
     * @param what the quantity in words
     * @param measured the quantity
     * @return the target
     */
    public static Target atMost(double limit, Unit unit, String what, Quantity measured) {
        return new Target(what, measured, Bound.AT_MOST, limit, unit, unit != Unit.NANOS);
    }

    /**
     * What must not be smaller.
     *
     * @param limit than what
     * @param unit unit of both
     * @param what the quantity in words
     * @param measured the quantity
     * @return the target
     */
    public static Target atLeast(double limit, Unit unit, String what, Quantity measured) {
        return new Target(what, measured, Bound.AT_LEAST, limit, unit, unit != Unit.NANOS);
    }

    /**
     * The target as one that is not held.
     *
     * @return it, shown only
     */
    public Target shownOnly() {
        return new Target(what, measured, bound, limit, unit, false);
    }

    boolean isReachedBy(Figure figure) {
        double mean = figure.rounded(unit.steps);
        return bound == Bound.AT_MOST ? mean <= limit : mean >= limit;
    }

    /**
     * Holds the target against what was measured. An error that is not known counts as none.
     *
     * @param results what was measured
     * @return whether it was reached
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
     * Holds targets against what was measured.
     *
     * @param targets the targets
     * @param results what was measured
     * @return a row for each
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
