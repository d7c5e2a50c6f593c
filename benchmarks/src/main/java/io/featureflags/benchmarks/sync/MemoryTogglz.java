package io.featureflags.benchmarks.sync;

import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import org.togglz.core.repository.cache.CachingStateRepository;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.NoOpUserProvider;
import org.togglz.core.util.NamedFeature;

/**
 * Togglz with its states in memory, and the cache that it has before remote states. Its features have names, because an
 * enum of 10,000 constants is unrealistic.
 */
final class MemoryTogglz implements FlagHolder {

    private static final int TIME_TO_LIVE_MILLIS = 10_000;

    private final StateRepository states =
            new CachingStateRepository(new InMemoryStateRepository(), TIME_TO_LIVE_MILLIS);

    private final FeatureManager manager = new FeatureManagerBuilder()
            .featureProvider(TogglzFeatures.NONE)
            .stateRepository(states)
            .userProvider(new NoOpUserProvider())
            .build();

    @Override
    public void learn(int from, int to) {
        for (int number = from; number < to; number++) {
            NamedFeature feature = new NamedFeature(MeasuredRedis.flag(number));
            states.setFeatureState(new FeatureState(feature, true));
            Answers.requireOn(manager.isActive(feature));
        }
    }

    @Override
    public void close() {}
}
