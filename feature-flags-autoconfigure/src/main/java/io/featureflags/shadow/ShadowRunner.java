package io.featureflags.shadow;

import io.featureflags.ShadowComparator;
import io.featureflags.decision.Decision;
import io.featureflags.spi.ShadowCalls;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.spi.ValueObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Repeats legacy calls with the new code, by the share in the present value of each flag. The threads start with the first
 * share above 0 of a flag whose methods permit it, but not before all singletons are created, which the new code may need.
 */
public final class ShadowRunner implements ShadowRuns, ValueObserver, SmartInitializingSingleton, DisposableBean {

    private final ObjectProvider<ShadowComparator> comparators;

    private final ShadowPool pool;

    private final RunComparison comparison;

    private final ConcurrentMap<String, FlagShadow> shadows = new ConcurrentHashMap<>();

    private volatile Map<String, ShadowComparator> comparatorOfFlag = Map.of();

    private volatile boolean ready;

    /**
     * Creates the runner, without threads.
     *
     * @param timeout longest time of a run
     * @param threads number of threads, at least 1
     * @param samples whether differences have arguments and results as text
     * @param comparators comparators of the application; read when all singletons are created
     * @param clock clock for the time of differences
     */
    public ShadowRunner(
            Duration timeout, int threads, boolean samples, ObjectProvider<ShadowComparator> comparators, Clock clock) {
        this.comparators = comparators;
        this.pool = new ShadowPool(timeout, threads, Thread.currentThread().getContextClassLoader());
        this.comparison = new RunComparison(() -> comparatorOfFlag, samples, clock);
    }

    /** Reads the comparators, and begins to run what waits. */
    @Override
    public void afterSingletonsInstantiated() {
        Map<String, ShadowComparator> found = new HashMap<>();
        for (ShadowComparator comparator : comparators.orderedStream().toList()) {
            ShadowComparator other = found.put(comparator.flag(), comparator);
            if (other != null) {
                throw new IllegalStateException(
                        "Two beans compare the shadow runs of feature flag '" + comparator.flag()
                                + "': a " + other.getClass().getName() + " and a "
                                + comparator.getClass().getName() + ". Remove one of them.");
            }
        }
        comparatorOfFlag = found;
        ready = true;
        for (FlagShadow shadow : shadows.values()) {
            startIfNeeded(shadow);
        }
    }

    @Override
    public ShadowCalls of(String flag) {
        FlagShadow shadow = shadow(flag);
        shadow.setDeclared();
        startIfNeeded(shadow);
        return shadow;
    }

    private FlagShadow shadow(String flag) {
        return shadows.computeIfAbsent(flag, name -> new FlagShadow(name, pool, comparison));
    }

    @Override
    public void replacing(String flag) {
        // A call may be shadowed by either value until the new one decides.
    }

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {
        int share = decision == null ? 0 : decision.value().shadow().thousandths();
        FlagShadow known = share == 0 ? shadows.get(flag) : shadow(flag);
        if (known != null) {
            known.setShare(share);
            startIfNeeded(known);
        }
    }

    private void startIfNeeded(FlagShadow shadow) {
        if (ready && shadow.isActive()) {
            pool.start();
        }
    }

    @Override
    public Set<String> flags() {
        Set<String> flags = new TreeSet<>();
        for (Map.Entry<String, FlagShadow> shadow : shadows.entrySet()) {
            if (shadow.getValue().isDeclared()) {
                flags.add(shadow.getKey());
            }
        }
        return flags;
    }

    @Override
    public ShadowCounts counts(String flag) {
        FlagShadow shadow = shadows.get(flag);
        return shadow == null ? new ShadowCounts(Map.of(), 0, 0, 0) : shadow.counts();
    }

    @Override
    public List<ShadowDifference> differences(String flag) {
        FlagShadow shadow = shadows.get(flag);
        return shadow == null ? List.of() : shadow.differences();
    }

    /** Ends the threads, and waits for none. */
    @Override
    public void destroy() {
        pool.close();
    }
}
