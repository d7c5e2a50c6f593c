package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.RunOptions;
import io.featureflags.benchmarks.startup.JarSize;
import io.featureflags.benchmarks.startup.StartUp;
import io.featureflags.benchmarks.sync.SyncSuite;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Measures all workloads, one after the other. */
final class Measurements {

    private Measurements() {}

    static Run all(boolean quick) throws RunnerException {
        long began = System.nanoTime();
        Options options = RunOptions.together(quick);
        List<String> facts = facts(quick, options);
        Results results = Results.of(new Runner(options).run())
                .and(SyncSuite.measure(quick))
                .and(startUp(quick).measure())
                .and(JarSize.measure());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        facts.add("- It took " + took.toMinutes() + " min " + took.toSecondsPart()
                + " s; load of the machine at the end " + Machine.load());
        return new Run(facts, results);
    }

    private static StartUp startUp(boolean quick) {
        return quick ? new StartUp(3, 4) : new StartUp(12, 10);
    }

    private static List<String> facts(boolean quick, Options jmh) {
        ByteArrayOutputStream machine = new ByteArrayOutputStream();
        Machine.print(new PrintStream(machine, true, StandardCharsets.UTF_8));
        List<String> facts =
                new ArrayList<>(machine.toString(StandardCharsets.UTF_8).lines().toList());
        facts.add("- Versions: " + String.join(", ", Libraries.versions()) + ", Redis " + SyncSuite.redisVersion());
        facts.add(String.format(
                Locale.ROOT,
                "- A to D, H and I: JMH with %d forks, each %d × %s to warm up and %d × %s measured; behind ± is half the"
                        + " 99.9 %% confidence interval. E to G: medians; behind ± is the distance to the farther end of"
                        + " their 99.9 %% confidence interval, where there are samples enough.",
                jmh.getForkCount().get(),
                jmh.getWarmupIterations().get(),
                jmh.getWarmupTime().get(),
                jmh.getMeasurementIterations().get(),
                jmh.getMeasurementTime().get()));
        if (quick) {
            facts.add("- **A quick run for a look: its errors are large, and nothing follows from it.**");
        }
        return facts;
    }
}
