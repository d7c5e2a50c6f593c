package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import java.util.List;
import java.util.Random;
import org.springframework.core.NestedExceptionUtils;

/** The time from a SET by another process until instances return the new answer. */
final class Propagation {

    private final Options options;

    private final Random random;

    private final Table table = new Table(
            "Propagation: from a SET by another process to the new answer, in ms",
            "requested mode",
            "tracking connections",
            "flags",
            "instances",
            "seen by",
            "p50",
            "p90",
            "p99",
            "max",
            "samples",
            "timeouts",
            "errors");

    Propagation(Options options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    /** The mode by the permissions of the Redis user: tracking if it is permitted, or else polling. */
    private enum Mode {
        TRACKING,
        POLLING {
            @Override
            String[] properties() {
                return new String[] {
                    "spring.data.redis.username=" + MeasuredRedis.POLLING_USER,
                    "spring.data.redis.password=" + MeasuredRedis.PASSWORD
                };
            }
        };

        String[] properties() {
            return new String[0];
        }
    }

    Table measure() {
        for (Mode mode : Mode.values()) {
            for (int flags : options.flagCounts()) {
                for (int instances : options.instanceCounts()) {
                    measure(mode, flags, instances);
                }
            }
        }
        Pace tracking = Pace.tracking(options);
        table.note("Seed " + options.seed() + ". Each change is of a random flag, " + tracking.shortestMicros() / 1_000
                + " to " + tracking.longestMicros() / 1_000 + " ms after the one before was seen if all connections"
                + " track; otherwise within 0 to " + options.pollMillis() + " ms, the polling interval.");
        table.note("One thread watches all instances in turn, in the same JVM: without a pause if all connections"
                + " track, otherwise every "
                + Pace.polling(options).watchEveryMicros() + " µs.");
        table.note(
                "A timeout is a change that an instance had not seen after 10 s. An error is an answer that was there"
                        + " before its change. The samples include neither.");
        return table;
    }

    private void measure(Mode mode, int flags, int count) {
        List<String> seers = count == 1 ? List.of("the only one") : List.of("each", "the last");
        try (MeasuredRedis redis = new MeasuredRedis()) {
            redis.fill(flags);
            try (Instances instances = Instances.start(redis, options, count, mode.properties());
                    WriterProcess writer = new WriterProcess(redis.port())) {
                instances.learn(flags);
                int tracking = redis.trackingConnections();
                boolean tracked = tracking >= count;
                PropagationTimer changes = new PropagationTimer(instances, writer, flags, random);
                changes.run(tracked ? Pace.tracking(options) : Pace.polling(options));
                for (String seer : seers) {
                    TimeHistogram figures = seer.equals("the last") ? changes.last() : changes.each();
                    table.row(
                            mode,
                            tracking,
                            flags,
                            count,
                            seer,
                            figures.millisAt(50),
                            figures.millisAt(90),
                            figures.millisAt(99),
                            figures.millisAt(100),
                            figures.count(),
                            changes.timeouts(),
                            changes.errors());
                }
                if (tracked != (mode == Mode.TRACKING)) {
                    table.note(mode + " was requested (flags: " + flags + ", instances: " + count + "), but Redis saw"
                            + " CLIENT TRACKING on " + tracking + " connections.");
                }
            }
        } catch (RuntimeException ex) {
            seers.forEach(seer -> table.row(mode, Table.NOT_MEASURED, flags, count, seer));
            table.note(mode + " failed (flags: " + flags + ", instances: " + count + "): "
                    + NestedExceptionUtils.getMostSpecificCause(ex));
        }
    }
}
