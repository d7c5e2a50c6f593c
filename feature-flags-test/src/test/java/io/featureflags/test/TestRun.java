package io.featureflags.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A run of other test classes within a test.
 *
 * @param succeeded the number of tests that succeeded
 * @param failures messages of the failed tests and classes, by their display names
 */
record TestRun(long succeeded, Map<String, String> failures) {

    /** Runs classes one test after the other. */
    static TestRun of(Class<?>... classes) {
        return run(EngineTestKit.engine("junit-jupiter"), classes);
    }

    /** Runs classes on eight threads. */
    static TestRun parallel(Class<?>... classes) {
        return run(
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                        .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8"),
                classes);
    }

    private static TestRun run(EngineTestKit.Builder kit, Class<?>... classes) {
        for (Class<?> each : classes) {
            kit.selectors(selectClass(each));
        }
        EngineExecutionResults results = kit.execute();
        Map<String, String> failures = new TreeMap<>();
        results.allEvents().failed().stream().forEach(event -> {
            Throwable cause = event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow();
            failures.put(event.getTestDescriptor().getDisplayName(), String.valueOf(cause.getMessage()));
        });
        return new TestRun(results.testEvents().succeeded().count(), failures);
    }
}
