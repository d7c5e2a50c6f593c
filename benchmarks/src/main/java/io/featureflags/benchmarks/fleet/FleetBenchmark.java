package io.featureflags.benchmarks.fleet;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Measures what changes, a start of all instances and a return of Redis cost, and how long they take. */
final class FleetBenchmark {

    private static final int WARM_UP = 20;

    private static final Duration IDLE = Duration.ofSeconds(4);

    /** Time between two changes, in which one is recorded. */
    private static final Duration SETTLING = Duration.ofMillis(1200);

    private static final Duration MEANWHILE = Duration.ofSeconds(2);

    private final FleetOptions options;

    private final PrintStream out;

    private final List<FleetProcess> fleet = new ArrayList<>();

    FleetBenchmark(FleetOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs with the options of the command line. */
    public static void main(String[] arguments) {
        FleetOptions options;
        try {
            options = FleetOptions.parse(arguments);
        } catch (IllegalArgumentException ex) {
            System.err.println(ex.getMessage());
            System.err.print(FleetOptions.USAGE);
            System.exit(2);
            return;
        }
        new FleetBenchmark(options, System.out).run();
        System.exit(0);
    }

    List<Table> run() {
        out.println("# Many instances on one Redis");
        out.println();
        Machine.print(out);
        try (FleetRedis redis = new FleetRedis()) {
            out.println("- Redis: " + redis.version() + ", on this machine; " + options.instances() + " instances in "
                    + options.jvms() + " JVMs; " + options.flags() + " flags");
            redis.fill(options.flags());
            for (int i = 0; i < options.jvms(); i++) {
                fleet.add(new FleetProcess(
                        redis.port(), options.instances() / options.jvms(), options.flags(), options.classes()));
            }
            answer();
            List<Table> tables = List.of(changes(redis), gatherings(redis));
            tables.forEach(table -> table.print(out));
            return tables;
        } finally {
            fleet.forEach(FleetProcess::close);
        }
    }

    private Table changes(FleetRedis redis) {
        Table table = new Table(
                "One change",
                "changes",
                "scripts",
                "MGET",
                "other reads",
                "connections",
                "Redis CPU ms",
                "last answers p50 ms",
                "p99 ms");
        pause(IDLE);
        FleetRedis.Traffic before = redis.traffic();
        pause(IDLE);
        double idle = redis.traffic().minus(before).cpuMillis() / IDLE.toNanos();
        changes(table, "first", redis, 1, idle);
        changes(table, "to warm up", redis, WARM_UP, idle);
        changes(table, "measured", redis, options.changes(), idle);
        table.note("Sums of all instances per change, without their heartbeats.");
        return table;
    }

    private void changes(Table table, String which, FleetRedis redis, int count, double idle) {
        List<Double> millis = new ArrayList<>();
        FleetRedis.Traffic before = redis.traffic();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            boolean on = redis.run("GET", "feature:" + FleetRedis.flag(0)).equals("false");
            fleet.forEach(process -> process.send(on ? "on" : "off"));
            long set = System.nanoTime();
            redis.run("SET", "feature:" + FleetRedis.flag(0), Boolean.toString(on));
            millis.add((answer() - set) / 1e6);
            pause(SETTLING);
        }
        double idleMillis = idle * (System.nanoTime() - start);
        FleetRedis.Traffic traffic = redis.traffic().minus(before);
        List<Double> sorted = millis.stream().sorted().toList();
        table.row(
                count + " " + which,
                decimal((double) traffic.scripts() / count),
                decimal((double) traffic.reads() / count),
                decimal((double) traffic.otherReads() / count),
                decimal((double) traffic.connections() / count),
                decimal((traffic.cpuMillis() - idleMillis) / count),
                decimal(percentile(sorted, 50)),
                decimal(percentile(sorted, 99)));
    }

    private Table gatherings(FleetRedis redis) {
        Table table = new Table(
                "All at once",
                "what",
                "last is current after ms",
                "Redis CPU ms",
                "connections",
                "GET p50 ms",
                "p99 ms");
        ForeignClient idle = new ForeignClient(redis.port());
        pause(MEANWHILE);
        List<Double> calm = idle.end();
        table.row("nothing", 0, 0, 0, decimal(percentile(calm, 50)), decimal(percentile(calm, 99)));
        send("stop");
        pause(MEANWHILE);
        gathering(table, "start of all", redis, () -> send("start"));
        redis.kill();
        send("down");
        pause(MEANWHILE);
        gathering(table, "return of Redis", redis, redis::restart);
        return table;
    }

    private void gathering(Table table, String what, FleetRedis redis, Runnable beginning) {
        FleetRedis.Traffic before = what.startsWith("start") ? redis.traffic() : new FleetRedis.Traffic(0, 0, 0, 0, 0);
        ForeignClient foreign = new ForeignClient(redis.port());
        long start = System.nanoTime();
        beginning.run();
        double millis = (send("up") - start) / 1e6;
        pause(MEANWHILE);
        List<Double> gets = foreign.end();
        FleetRedis.Traffic traffic = redis.traffic().minus(before);
        table.row(
                what,
                decimal(millis),
                decimal(traffic.cpuMillis()),
                traffic.connections(),
                decimal(percentile(gets, 50)),
                decimal(percentile(gets, 99)));
    }

    private long send(String request) {
        fleet.forEach(process -> process.send(request));
        return answer();
    }

    private long answer() {
        return fleet.stream().mapToLong(FleetProcess::answer).max().orElseThrow();
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.2f", number);
    }
}
