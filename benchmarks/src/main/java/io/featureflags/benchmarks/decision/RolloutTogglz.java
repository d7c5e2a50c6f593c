package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import org.togglz.core.repository.cache.CachingStateRepository;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.spi.ActivationStrategy;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;

/**
 * The gradual strategy of Togglz at its fastest. A cache without expiry avoids copies of the states, no other strategy
 * is registered, and the users were created in advance.
 */
@State(Scope.Benchmark)
public class RolloutTogglz {

    private final OnOffFlag flag = OnOffFlag.NEW_CHECKOUT_FLOW;

    private final FeatureUser[] users =
            Arrays.stream(RolloutScenario.users()).map(SimpleFeatureUser::new).toArray(FeatureUser[]::new);

    private final StateRepository states = new CachingStateRepository(new InMemoryStateRepository());

    private final List<ActivationStrategy> strategies = List.of(new GradualActivationStrategy());

    private FeatureUser user = users[0];

    private final FeatureManager manager = new FeatureManagerBuilder()
            .featureEnum(OnOffFlag.class)
            .stateRepository(states)
            .userProvider(() -> user)
            .activationStrategyProvider(() -> strategies)
            .build();

    /** Sets the percentage and checks the share. */
    @Setup
    public void check() {
        states.setFeatureState(new FeatureState(flag, true)
                .setStrategyId(GradualActivationStrategy.ID)
                .setParameter(
                        GradualActivationStrategy.PARAM_PERCENTAGE, Integer.toString(RolloutScenario.PERCENTAGE)));
        RolloutScenario.checkShare(this::isOn);
    }

    /**
     * Checks the flag for the next user.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isActive(Steps steps) {
        return isOn(steps.next(users.length));
    }

    private boolean isOn(int next) {
        user = users[next];
        return manager.isActive(flag);
    }
}
