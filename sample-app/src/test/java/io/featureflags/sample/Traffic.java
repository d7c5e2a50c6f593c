package io.featureflags.sample;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Customers who call a toggled page all the time, and one who calls a page without any flag at a fixed rate. The latter is
 * the control, which distinguishes a slow flag from a slow machine.
 */
final class Traffic {

    private static final int CUSTOMERS = 8;

    private static final long THINK_MILLIS = 50;

    private static final long CONTROL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int WARM_UP = 1500;

    private final SampleProcess sample;

    private final Queue<Call> toggled = new ConcurrentLinkedQueue<>();

    private final Queue<Call> control = new ConcurrentLinkedQueue<>();

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private final AtomicLong controlDue = new AtomicLong();

    private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(CUSTOMERS + 1);

    private Traffic(SampleProcess sample) {
        this.sample = sample;
    }

    /** Calls both pages until classes are loaded and hot code is compiled, then starts the customers. */
    static Traffic start(SampleProcess sample) {
        Traffic traffic = new Traffic(sample);
        for (int i = 0; i < WARM_UP; i++) {
            traffic.call("/checkout");
            traffic.call("/about");
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            var unused = traffic.customers.scheduleWithFixedDelay(
                    traffic::checkout, i * THINK_MILLIS / CUSTOMERS, THINK_MILLIS, TimeUnit.MILLISECONDS);
        }
        traffic.controlDue.set(System.nanoTime());
        var unused = traffic.customers.scheduleAtFixedRate(traffic::look, 0, CONTROL_NANOS, TimeUnit.NANOSECONDS);
        return traffic;
    }

    private void checkout() {
        long start = System.nanoTime();
        call("/checkout");
        toggled.add(new Call(start, System.nanoTime()));
    }

    /** Measures from the time at which the call was due, because a machine without progress also delays its start. */
    private void look() {
        long due = controlDue.getAndAdd(CONTROL_NANOS);
        call("/about");
        control.add(new Call(due, System.nanoTime()));
    }

    private void call(String path) {
        try {
            String answer = sample.get(path, "ada");
            if (!answer.matches("(new|legacy) checkout for ada|a small shop.*")) {
                failures.add(answer);
            }
        } catch (RuntimeException ex) {
            failures.add(ex.toString());
        }
    }

    /** Returns the failed calls; normally none. */
    Collection<String> failures() {
        return failures;
    }

    int calls() {
        return toggled.size();
    }

    /** Returns the toggled calls over a limit, unless the control took at least half as long at the same time. */
    List<Duration> slowerThan(Duration limit) {
        return toggled.stream()
                .filter(call -> call.nanos() > limit.toNanos())
                .filter(call ->
                        control.stream().noneMatch(other -> other.overlaps(call) && other.nanos() * 2 > call.nanos()))
                .map(call -> Duration.ofNanos(call.nanos()))
                .toList();
    }

    /** Ends the customers after their current calls. */
    void stop() {
        customers.shutdown();
        try {
            customers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "toggled " + distribution(toggled) + "; control " + distribution(control);
    }

    private static String distribution(Collection<Call> calls) {
        long[] sorted = calls.stream().mapToLong(Call::nanos).sorted().toArray();
        return sorted.length + " calls, ms: p50 " + millis(sorted, 0.5) + ", p99 " + millis(sorted, 0.99) + ", p99.9 "
                + millis(sorted, 0.999) + ", max " + millis(sorted, 1);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : Math.round(sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e4) / 100.0;
    }

    private record Call(long start, long end) {

        long nanos() {
            return end - start;
        }

        boolean overlaps(Call other) {
            return start <= other.end && other.start <= end;
        }
    }
}
