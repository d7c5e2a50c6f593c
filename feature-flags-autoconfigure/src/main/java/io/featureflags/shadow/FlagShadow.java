package io.featureflags.shadow;

import io.featureflags.spi.ShadowCall;
import io.featureflags.spi.ShadowCalls;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** The shadow runs of one flag: the share of the calls, the counts, and the last differences. */
final class FlagShadow implements ShadowCalls {

    private static final int MAX_DIFFERENCES = 20;

    private static final int ALL = 100_000;

    private final String flag;

    private final ShadowPool pool;

    private final RunComparison comparison;

    private final ConcurrentMap<ShadowOutcome, LongAdder> outcomes = new ConcurrentHashMap<>();

    private final LongAdder timed = new LongAdder();

    private final LongAdder newNanos = new LongAdder();

    private final LongAdder legacyNanos = new LongAdder();

    private final Deque<ShadowDifference> differences = new ArrayDeque<>();

    /** Thousandths of a percent of the calls that are shadowed. */
    private volatile int share;

    /** Whether a toggled method hands its calls over. */
    private volatile boolean declared;

    FlagShadow(String flag, ShadowPool pool, RunComparison comparison) {
        this.flag = flag;
        this.pool = pool;
        this.comparison = comparison;
    }

    String flag() {
        return flag;
    }

    void setShare(int thousandths) {
        share = thousandths;
    }

    void setDeclared() {
        declared = true;
    }

    boolean isDeclared() {
        return declared;
    }

    /** Returns whether calls may be handed over from now on. */
    boolean isActive() {
        return declared && share > 0;
    }

    @Override
    public boolean draw() {
        int present = share;
        return present > 0 && ThreadLocalRandom.current().nextInt(ALL) < present && !ShadowThread.isCurrent();
    }

    @Override
    public void repeat(ShadowCall call) {
        if (!pool.offer(new ShadowRun(this, call, comparison))) {
            count(ShadowOutcome.DROPPED);
        }
    }

    void count(ShadowOutcome outcome) {
        outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
    }

    /** Counts a run that has ended in time, and keeps its difference if there is one. */
    void ended(RunComparison.Result result, long newCodeNanos, long legacyCodeNanos) {
        count(result.outcome());
        timed.increment();
        newNanos.add(newCodeNanos);
        legacyNanos.add(legacyCodeNanos);
        ShadowDifference difference = result.difference();
        if (difference != null) {
            synchronized (differences) {
                if (differences.size() == MAX_DIFFERENCES) {
                    differences.removeLast();
                }
                differences.addFirst(difference);
            }
        }
    }

    List<ShadowDifference> differences() {
        synchronized (differences) {
            return new ArrayList<>(differences);
        }
    }

    ShadowCounts counts() {
        Map<ShadowOutcome, Long> sums = new EnumMap<>(ShadowOutcome.class);
        outcomes.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        return new ShadowCounts(sums, timed.sum(), newNanos.sum(), legacyNanos.sum());
    }
}
