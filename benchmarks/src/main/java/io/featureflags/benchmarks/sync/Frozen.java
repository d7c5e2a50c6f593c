package io.featureflags.benchmarks.sync;

import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.benchmarks.Table;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long one flag check takes while Redis answers, and while it is frozen by SIGSTOP: in one run, in rounds that take
 * turns, each with a control that shows what the machine alone does.
 */
final class Frozen {

    private static final int BLOCK = 1_000;

    private static final double TAIL = 99.99;

    private final Options options;

    private final Timed healthy = new Timed();

    private final Timed frozen = new Timed();

    private String[] names = {};

    private int noticed;

    Frozen(Options options) {
        this.options = options;
    }

    /** The check in the loop. */
    private interface Check {
        boolean check(String flag);
    }

    /** The times of one state of Redis. */
    private static final class Timed {

        private final Figures check = new Figures();

        private final Figures control = new Figures();

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
                round(redis, instances, new Timed(), new Timed()); // Loads classes and compiles; not counted.
                noticed = 0;
                for (int round = 0; round < options.frozenRounds(); round++) {
                    round(redis, instances, healthy, frozen);
                }
                return table(tracking);
            }
        }
    }

    private void round(MeasuredRedis redis, Instances instances, Timed whileHealthy, Timed whileFrozen) {
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

    private void run(FeatureFlags flags, Timed timed) {
        long end = System.nanoTime()
                + Duration.ofMillis(options.frozenRoundMillis()).toNanos();
        while (System.nanoTime() < end) { // In turns, so that what else happens on the machine hits both alike.
            timed.wrong += block(flags::isEnabled, timed.check);
            timed.wrong += block(name -> !name.isEmpty(), timed.control);
        }
    }

    private long block(Check check, Figures figures) {
        long wrong = 0;
        for (int call = 0; call < BLOCK; call++) {
            String name = names[call % names.length];
            long before = System.nanoTime();
            boolean on = check.check(name);
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
                + ratio(frozen.control, healthy.control) + " for the control, a method that looks at no flag.");
        table.note(options.frozenRounds() + " rounds of " + options.frozenRoundMillis() + " ms healthy and "
                + options.frozenRoundMillis() + " ms frozen after one to warm up, " + names.length
                + " flags, one thread; checks and controls take turns in blocks of " + BLOCK
                + ". The time of System.nanoTime is in all figures.");
        table.note("The instance had noticed at the end of " + noticed + " of " + options.frozenRounds()
                + " frozen rounds (its answers came from LAST_KNOWN). Connections that track while"
                + " Redis answers: " + tracking + ".");
        return table;
    }

    private static void row(Table table, String what, String redis, Figures figures, long wrong) {
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

    private static String ratio(Figures frozen, Figures healthy) {
        long whileHealthy = healthy.nanos(TAIL);
        return whileHealthy == 0 ? Table.NOT_MEASURED : Figures.decimal((double) frozen.nanos(TAIL) / whileHealthy);
    }
}
