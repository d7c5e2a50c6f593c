package io.featureflags.test;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.admin.FailureReportingAdmin;
import io.featureflags.autoconfigure.DecoratedFlags;
import io.featureflags.cache.CachedFeatureFlags;
import org.mockito.Mockito;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Puts what tests observe around beans of the application: the branches of toggled methods and of {@link FeatureFlags#route},
 * and changes by {@link FeatureFlagAdmin}. A spy of Mockito stays as it is, since a test
 * verifies it, and so does a bean of the application, which may be injected by its class.
 */
final class TestedBeans implements BeanPostProcessor {

    private static final boolean MOCKITO =
            ClassUtils.isPresent("org.mockito.Mockito", TestedBeans.class.getClassLoader());

    private final ObjectProvider<ContextScopes> scopes;

    TestedBeans(ObjectProvider<ContextScopes> scopes) {
        this.scopes = scopes;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DecoratedFlags decorated) {
            return new DecoratedFlags(new CountedToggles(decorated.flags(), scopes.getObject()));
        }
        if (bean instanceof CachedFeatureFlags flags && !isMock(bean)) {
            return new CountedRoutes(flags, scopes.getObject());
        }
        return bean instanceof FailureReportingAdmin admin && !isMock(bean)
                ? new ReportedWrites(admin, scopes.getObject())
                : bean;
    }

    private static boolean isMock(Object bean) {
        return MOCKITO && Mocks.isMock(bean);
    }

    /** Separate, since Mockito may be absent. */
    private static final class Mocks {

        static boolean isMock(Object bean) {
            return Mockito.mockingDetails(bean).isMock();
        }
    }
}
