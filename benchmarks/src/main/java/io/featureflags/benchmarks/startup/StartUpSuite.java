package io.featureflags.benchmarks.startup;

import static io.featureflags.benchmarks.jmh.Quantity.bytes;
import static io.featureflags.benchmarks.jmh.Quantity.millis;
import static io.featureflags.benchmarks.jmh.Target.Unit.BYTES;
import static io.featureflags.benchmarks.jmh.Target.Unit.MILLIS;
import static io.featureflags.benchmarks.jmh.Target.atMost;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Target;
import io.featureflags.benchmarks.jmh.Workload;
import io.featureflags.benchmarks.jmh.Workload.Column;
import java.util.List;

/** Start-up and size in the report. */
public final class StartUpSuite {

    /** The workload of starts with and without the starter, and its targets. */
    public static final Suite SUITE = new Suite(
            List.of(new Workload(
                    "G",
                    "What the starter adds to a start",
                    "An application of " + ShopClasses.BEANS + " beans of as many classes, " + ShopClasses.TOGGLED
                            + " of them toggled, from its main method until it is ready. \"First\" is the start of a fresh"
                            + " JVM, as for a developer. \"Again\" is the median of further starts in the same JVM, with"
                            + " loaded classes and compiled code. \"Archived\" is a fresh JVM with an archive of the"
                            + " classes: AppCDS, or the AOT cache of JDK 25. There are three starts without the starter:"
                            + " Spring Boot alone; with the libraries of the starter and a main method that sends one GET"
                            + " to the same Redis by Lettuce, before it starts Spring Boot; and with an interceptor of"
                            + " Spring that does nothing around each bean that would be toggled, too. All are started in"
                            + " turns, and each added time is the median of the differences within the turns.",
                    "StartUp",
                    List.of("StartUp"),
                    List.of(),
                    "StartUpFirstRedisUp.starter",
                    MILLIS,
                    List.of(
                            new Column("timePlain", "Spring Boot alone"),
                            new Column("timeAsking", "that asks Redis once"),
                            new Column("timeProxies", "and has empty proxies"),
                            new Column("starter", "with the starter"),
                            new Column("toPlain", "added to Spring Boot"),
                            new Column("toAsking", "added to asking once"),
                            new Column("toProxies", "added to the proxies")))),
            List.of(
                    added("warm JVM, Redis up", "StartUpAgainRedisUp"),
                    added("warm JVM, Redis down", "StartUpAgainRedisDown"),
                    // Most of it is loading the classes of 50 proxies and of a Redis client, and depends on the
                    // number of cores, too.
                    added("fresh JVM, Redis up", "StartUpFirstRedisUp").shownOnly(),
                    added("fresh JVM, Redis down", "StartUpFirstRedisDown").shownOnly(),
                    added("archived classes, Redis up", "StartUpArchivedRedisUp")
                            .shownOnly(),
                    added("archived classes, Redis down", "StartUpArchivedRedisDown")
                            .shownOnly(),
                    // The build checks the present size.
                    atMost(300_000, BYTES, "size of the jar", bytes(JarSize.BENCHMARK))
                            .shownOnly()));

    private StartUpSuite() {}

    private static Target added(String what, String benchmark) {
        return atMost(150, MILLIS, "starter added to one GET, " + what, millis(benchmark + ".toAsking"));
    }
}
