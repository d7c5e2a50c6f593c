package io.featureflags.benchmarks.decision;

import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import org.togglz.core.user.NoOpUserProvider;

/** Sets up Togglz. */
final class Togglz {

    private Togglz() {}

    /** Creates a manager of all flags, whose states it adds to a repository. */
    static FeatureManager onOff(StateRepository repository) {
        for (OnOffFlag flag : OnOffFlag.values()) {
            repository.setFeatureState(new FeatureState(flag, flag.isOn()));
        }
        return new FeatureManagerBuilder()
                .featureEnum(OnOffFlag.class)
                .stateRepository(repository)
                .userProvider(new NoOpUserProvider())
                .build();
    }
}
