package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import java.util.Map;
import java.util.TreeMap;

/** The commands of one instance while nothing changes, by {@code INFO commandstats}. */
final class CommandsAtRest {

    private final Options options;

    private final Table table = new Table(
            "At rest: commands of one instance while nothing changes",
            "command",
            "flags",
            "tracking connections",
            "calls",
            "seconds",
            "per second and instance");

    CommandsAtRest(Options options) {
        this.options = options;
    }

    Table measure() {
        options.flagCounts().forEach(this::measure);
        table.note("Calls are those that Redis itself counts. The one INFO that reads them is left out.");
        return table;
    }

    private void measure(int flags) {
        try (MeasuredRedis redis = new MeasuredRedis()) {
            redis.fill(flags);
            try (Instances instances = Instances.start(redis, options, 1)) {
                instances.learn(flags);
                int tracking = redis.trackingConnections();
                Waiting.pass(2L * options.pollMillis()); // Until then, the commands of the start are over.
                Map<String, Long> before = redis.calls();
                long began = System.nanoTime();
                Waiting.pass(1_000L * options.restSeconds());
                Map<String, Long> calls = new TreeMap<>(redis.calls());
                double seconds = (System.nanoTime() - began) / 1e9;
                before.forEach((command, count) -> calls.merge(command, -count, Long::sum));
                calls.values().removeIf(count -> count == 0);
                calls.forEach((command, count) -> row(command, flags, tracking, count, seconds));
                row(
                        "all",
                        flags,
                        tracking,
                        calls.values().stream().mapToLong(Long::longValue).sum(),
                        seconds);
            }
        }
    }

    private void row(String command, int flags, int tracking, long count, double seconds) {
        table.row(
                command,
                flags,
                tracking,
                count,
                TimeHistogram.decimal(seconds),
                TimeHistogram.decimal(count / seconds));
    }
}
