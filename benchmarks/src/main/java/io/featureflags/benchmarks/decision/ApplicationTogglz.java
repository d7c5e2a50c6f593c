package io.featureflags.benchmarks.decision;

import java.util.Set;
import java.util.stream.IntStream;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.activation.UserRoleActivationStrategy;
import org.togglz.core.activation.UsernameActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;

/** Togglz with its states in memory and its own strategies. */
public class ApplicationTogglz extends ApplicationChecks {

    private static final int USERS = 64;

    private final OnOffFlag[] flags = OnOffFlag.values();

    private final OtherFlag[] others = OtherFlag.values();

    private final FeatureUser[] users = IntStream.range(0, USERS)
            .mapToObj(number -> new SimpleFeatureUser("user_" + number)
                    .setAttribute(
                            UserRoleActivationStrategy.USER_ATTRIBUTE_ROLES,
                            Set.of(number % 2 == 0 ? "staff" : "guest")))
            .toArray(FeatureUser[]::new);

    private final StateRepository states = new InMemoryStateRepository();

    private FeatureUser user = users[0];

    private final FeatureManager manager = new FeatureManagerBuilder()
            .featureEnums(OnOffFlag.class, OtherFlag.class)
            .stateRepository(states)
            .userProvider(() -> user)
            .build();

    /** Sets the states. */
    public ApplicationTogglz() {
        for (OnOffFlag flag : flags) {
            states.setFeatureState(new FeatureState(flag, flag.isOn()));
        }
        set(OtherFlag.SHARE, GradualActivationStrategy.ID, GradualActivationStrategy.PARAM_PERCENTAGE, "10");
        set(OtherFlag.STAFF, UserRoleActivationStrategy.ID, UserRoleActivationStrategy.PARAM_ROLES_NAME, "staff");
        set(OtherFlag.LISTED, UsernameActivationStrategy.ID, UsernameActivationStrategy.PARAM_USERS, "user_1,user_2");
        states.setFeatureState(new FeatureState(OtherFlag.SEASONAL, true));
    }

    private void set(OtherFlag flag, String strategy, String parameter, String value) {
        states.setFeatureState(
                new FeatureState(flag, true).setStrategyId(strategy).setParameter(parameter, value));
    }

    @Override
    boolean isOn(int flag) {
        return manager.isActive(flags[flag]);
    }

    @Override
    int checkOthers(int call) {
        user = users[call % USERS];
        int on = manager.isActive(others[call % others.length]) ? 1 : 0;
        return on + (manager.isActive(flags[call % flags.length]) ? 1 : 0);
    }
}
