package io.featureflags.benchmarks.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the generated tests in a fresh JVM, and prints the times. They are those of the processor for the thread of the tests,
 * which other load on the machine changes less than those of a clock.
 */
final class KitRun {

    /** The first characters of a line with the nanoseconds of the first test, which loads a context in a fresh JVM. */
    static final String FIRST = "first ";

    /** The first characters of a line with the median nanoseconds of one of the first 500 further tests of the context. */
    static final String EARLY = "early ";

    /** The first characters of a line with the median nanoseconds of a test after those. */
    static final String TEST = "test ";

    /** The first characters of a line with the median nanoseconds of the tests that load a further context. */
    static final String CONTEXT = "context ";

    /** Until then most of the code of Spring and JUnit is interpreted. */
    private static final int WARM_UP = 501;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private KitRun() {}

    public static void main(String... arguments) {
        double[] sharing = run(Integer.parseInt(arguments[0]), KitTestSources::sharing);
        double[] alone = run(Integer.parseInt(arguments[1]), KitTestSources::alone);
        System.out.println(FIRST + sharing[0]);
        int warm = Math.min(WARM_UP, sharing.length / 2);
        System.out.println(EARLY + median(Arrays.copyOfRange(sharing, 1, warm)));
        System.out.println(TEST + median(Arrays.copyOfRange(sharing, warm, sharing.length)));
        System.out.println(CONTEXT + median(alone));
        System.exit(0);
    }

    private static double median(double[] nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double[] run(int classes, IntFunction<String> name) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        IntStream.range(0, classes).forEach(number -> selectors.add(selectClass(name.apply(number))));
        Times times = new Times();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .build(),
                        times);
        return times.nanos.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The times of the tests, with all that runs before and after each of them. */
    private static final class Times implements TestExecutionListener {

        private final List<Double> nanos = new ArrayList<>();

        private long start;

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.isContainer()) { // A context is loaded before its first test is started.
                start = CPU.getCurrentThreadCpuTime();
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                long end = CPU.getCurrentThreadCpuTime();
                nanos.add((double) (end - start));
                start = end;
            }
            result.getThrowable().ifPresent(problem -> {
                throw new IllegalStateException(test.getDisplayName(), problem);
            });
        }
    }
}
