package io.featureflags.benchmarks.load;

import org.togglz.core.Feature;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.NoOpUserProvider;

/** Togglz with its states in memory, changed by its manager. */
public class ChangingTogglz extends ChangingFlags {

    private final Greeted[] features = Greeted.values();

    private final FeatureManager manager = new FeatureManagerBuilder()
            .featureEnum(Greeted.class)
            .stateRepository(new InMemoryStateRepository())
            .userProvider(new NoOpUserProvider())
            .build();

    /** Creates the manager. */
    public ChangingTogglz() {}

    @Override
    boolean isOn(int flag) {
        return manager.isActive(features[flag]);
    }

    @Override
    void set(int flag, boolean on) {
        manager.setFeatureState(new FeatureState(features[flag], on));
    }

    private enum Greeted implements Feature {
        GREETING_1,
        GREETING_2,
        GREETING_3,
        GREETING_4
    }
}
