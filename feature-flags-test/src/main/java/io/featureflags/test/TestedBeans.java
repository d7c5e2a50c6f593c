package io.featureflags.test;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.autoconfigure.DecoratedFlags;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts what tests observe around beans of the application: the branches of toggled methods and of {@link FeatureFlags#route},
 * and changes by {@link FeatureFlagAdmin}.
 */
final class TestedBeans implements BeanPostProcessor {

    private final ObjectProvider<ContextScopes> scopes;

    TestedBeans(ObjectProvider<ContextScopes> scopes) {
        this.scopes = scopes;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DecoratedFlags decorated) {
            return new DecoratedFlags(new CountedToggles(decorated.flags(), scopes.getObject()));
        }
        if (bean instanceof FeatureFlags flags) {
            return new CountedRoutes(flags, scopes.getObject());
        }
        return bean instanceof FeatureFlagAdmin admin ? new ReportedWrites(admin, scopes.getObject()) : bean;
    }
}
