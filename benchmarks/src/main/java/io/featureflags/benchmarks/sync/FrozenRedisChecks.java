package io.featureflags.benchmarks.sync;

import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.benchmarks.Table;
import java.time.Duration;
import java.util.Arrays;

/**
 * The time of one flag check while Redis answers, and while SIGSTOP freezes it. Rounds of both take turns in one run, each
 * with a control without a flag, which shows the effect of the machine alone.
 */
final class FrozenRedisChecks {

    private static final int BLOCK = 1_000;

    private static final double TAIL = 99.99;

    private final Options options;

    private final CheckTimes healthy = new CheckTimes();

    private final CheckTimes frozen = new CheckTimes();

    private String[] names = {};

    private int noticed;

    FrozenRedisChecks(Options options) {
        this.options = options;
    }

    /** The check in the loop. */
    private interface Check {
        boolean isOn(String flag);
    }

    /** The times of one state of Redis. */
    private static final class CheckTimes {

        private final TimeHistogram check = new TimeHistogram();

        private final TimeHistogram control = new TimeHistogram();

        private long wrong;
    }

    Table measure() {
        try (MeasuredRedis redis = new MeasuredRedis()) {
            redis.fill(options.fewFlags());
            names = new String[options.fewFlags()];
            Arrays.setAll(names, MeasuredRedis::flag);
            try (Instances instances = Instances.start(redis, options, 1)) {
                instances.learn(options.fewFlags());
                int tracking = redis.trackingConnections();
                round(
                        redis,
                        instances,
                        new CheckTimes(),
                        new CheckTimes()); // Loads and compiles classes, and is not counted.
                noticed = 0;
                for (int round = 0; round < options.frozenRounds(); round++) {
                    round(redis, instances, healthy, frozen);
                }
                return table(tracking);
            }
        }
    }

    private void round(MeasuredRedis redis, Instances instances, CheckTimes whileHealthy, CheckTimes whileFrozen) {
        FeatureFlags flags = instances.flags(0);
        Waiting.until("flags follow Redis", () -> instances.source() == Source.REDIS);
        run(flags, whileHealthy);
        redis.freeze();
        try {
            run(flags, whileFrozen);
            if (instances.source() == Source.LAST_KNOWN) {
                noticed++;
            }
        } finally {
            redis.thaw();
        }
    }

    private void run(FeatureFlags flags, CheckTimes timed) {
        long end = System.nanoTime()
                + Duration.ofMillis(options.frozenRoundMillis()).toNanos();
        while (System.nanoTime() < end) { // In turns, so that other load on the machine affects both.
            timed.wrong += block(flags::isEnabled, timed.check);
            timed.wrong += block(name -> !name.isEmpty(), timed.control);
        }
    }

    private long block(Check check, TimeHistogram figures) {
        long wrong = 0;
        for (int call = 0; call < BLOCK; call++) {
            String name = names[call % names.length];
            long before = System.nanoTime();
            boolean on = check.isOn(name);
            figures.add(System.nanoTime() - before);
            if (!on) {
                wrong++;
            }
        }
        return wrong;
    }

    private Table table(int tracking) {
        Table table = new Table(
                "Frozen: one check with Redis healthy and stopped by SIGSTOP, in ns",
                "what",
                "Redis",
                "p50",
                "p99",
                "p99.9",
                "p99.99",
                "max",
                "samples",
                "wrong answers");
        row(table, "isEnabled", "healthy", healthy.check, healthy.wrong);
        row(table, "isEnabled", "frozen", frozen.check, frozen.wrong);
        row(table, "control", "healthy", healthy.control, 0);
        row(table, "control", "frozen", frozen.control, 0);
        table.note("p99.99 frozen : healthy is " + ratio(frozen.check, healthy.check) + " for isEnabled, and "
                + ratio(frozen.control, healthy.control) + " for the control, a method without a flag.");
        table.note(options.frozenRounds() + " rounds of " + options.frozenRoundMillis() + " ms healthy and "
                + options.frozenRoundMillis() + " ms frozen, after one to warm up, " + names.length
                + " flags, one thread; checks and controls take turns in blocks of " + BLOCK
                + ". All figures include the time of System.nanoTime.");
        table.note("The instance had noticed the outage at the end of " + noticed + " of "
                + options.frozenRounds()
                + " frozen rounds (its answers came from LAST_KNOWN). Tracking connections while"
                + " Redis answers: " + tracking + ".");
        return table;
    }

    private static void row(Table table, String what, String redis, TimeHistogram figures, long wrong) {
        table.row(
                what,
                redis,
                figures.nanosAt(50),
                figures.nanosAt(99),
                figures.nanosAt(99.9),
                figures.nanosAt(TAIL),
                figures.nanosAt(100),
                figures.count(),
                wrong);
    }

    private static String ratio(TimeHistogram frozen, TimeHistogram healthy) {
        long whileHealthy = healthy.nanos(TAIL);
        return whileHealthy == 0
                ? Table.NOT_MEASURED
                : TimeHistogram.decimal((double) frozen.nanos(TAIL) / whileHealthy);
    }
}
