package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.repository.cache.CachingStateRepository;
import org.togglz.core.repository.mem.InMemoryStateRepository;

/**
 * Togglz as on Redis: a cache with expiring entries, because other processes change the states, too. The states behind
 * the cache are in memory, because no repository for Redis is published for this version. A call sees the cache only.
 */
@State(Scope.Benchmark)
public class OnOffTogglzCached {

    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    private final OnOffFlag[] flags = OnOffFlag.values();

    private final FeatureManager manager =
            Togglz.onOff(new CachingStateRepository(new InMemoryStateRepository(), TIME_TO_LIVE.toMillis()));

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.check(manager::isActive);
    }

    /**
     * Checks as in its documentation, with a constant of an enum.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isActive(Steps steps) {
        return manager.isActive(flags[steps.next(flags.length)]);
    }
}
