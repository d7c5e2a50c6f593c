package io.featureflags.benchmarks.decision;

import java.util.List;
import java.util.Set;
import org.togglz.core.activation.UserRoleActivationStrategy;
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
 * Togglz, which has one strategy for a feature and no attributes but roles: the tenants are 40 roles, set up as in
 * {@link RolloutTogglz}.
 */
public class OneListTogglz extends TenantChecks {

    private final FeatureUser[] users = users(OneListTogglz::user, FeatureUser[]::new);

    private final List<ActivationStrategy> strategies = List.of(new UserRoleActivationStrategy());

    private FeatureUser user = users[0];

    private final FeatureManager manager;

    /** Sets the roles. */
    public OneListTogglz() {
        StateRepository states = new CachingStateRepository(new InMemoryStateRepository());
        states.setFeatureState(new FeatureState(OnOffFlag.NEW_CHECKOUT_FLOW, true)
                .setStrategyId(UserRoleActivationStrategy.ID)
                .setParameter(UserRoleActivationStrategy.PARAM_ROLES_NAME, String.join(",", tenants())));
        manager = new FeatureManagerBuilder()
                .featureEnum(OnOffFlag.class)
                .stateRepository(states)
                .userProvider(() -> user)
                .activationStrategyProvider(() -> strategies)
                .build();
    }

    private static FeatureUser user(String user, String country, String app, String tenant) {
        return new SimpleFeatureUser(user)
                .setAttribute(UserRoleActivationStrategy.USER_ATTRIBUTE_ROLES, Set.of(country, app, tenant));
    }

    @Override
    boolean isOn(int number) {
        user = users[number];
        return manager.isActive(OnOffFlag.NEW_CHECKOUT_FLOW);
    }
}
