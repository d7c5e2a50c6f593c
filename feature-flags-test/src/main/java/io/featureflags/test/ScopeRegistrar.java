package io.featureflags.test;

import io.featureflags.spi.FlagRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * Puts the flags of tests before those of the application. It runs after all auto-configurations are read, in test slices
 * too, and does nothing in a context without flags.
 */
final class ScopeRegistrar implements BeanDefinitionRegistryPostProcessor {

    static final String NAME = ScopeRegistrar.class.getName();

    /** The bean name of the {@link TestFeatureFlags}. */
    static final String FLAGS = "testFeatureFlags";

    private static final String SCOPES = ContextScopes.class.getName();

    /** Reports on old and undefined flags, which a test does not need at each start of a context. */
    private static final String[] REPORTS = {"featureFlagStartReport", "featureFlagHygiene"};

    private final boolean managed;

    /**
     * Creates the registrar.
     *
     * @param managed whether a listener opens a scope for each test
     */
    ScopeRegistrar(boolean managed) {
        this.managed = managed;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!(registry instanceof ConfigurableListableBeanFactory beans) || registry.containsBeanDefinition(SCOPES)) {
            return;
        }
        String flags = applicationFlags(beans);
        if (flags == null) {
            return;
        }
        for (String report : REPORTS) {
            if (registry.containsBeanDefinition(report)) {
                registry.removeBeanDefinition(report);
            }
        }
        RootBeanDefinition scopes = definition(ContextScopes.class);
        scopes.getConstructorArgumentValues().addIndexedArgumentValue(1, managed);
        registry.registerBeanDefinition(SCOPES, scopes);
        RootBeanDefinition factory = definition(TestFlagsFactory.class);
        factory.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(flags));
        registry.registerBeanDefinition(TestFlagsFactory.class.getName(), factory);
        beans.getBeanDefinition(flags).setPrimary(false);
        RootBeanDefinition scoped = madeBy("scopedFlags", ScopedFlags.class);
        scoped.setPrimary(true);
        registry.registerBeanDefinition("featureFlagTestRegistry", scoped);
        registry.registerBeanDefinition(FLAGS, madeBy("testFeatureFlags", TestFeatureFlags.class));
        registry.registerBeanDefinition(TestedBeans.class.getName(), definition(TestedBeans.class));
        RootBeanDefinition decorator = definition(ScopeTaskDecorator.class);
        decorator.setFallback(true); // An application may inject its own decorator.
        registry.registerBeanDefinition(ScopeTaskDecorator.class.getName(), decorator);
        registerWeb(registry, beans.getBeanClassLoader());
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}

    private static @Nullable String applicationFlags(ConfigurableListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(FlagRegistry.class, true, false);
        for (String name : names) {
            if (beans.containsBeanDefinition(name)
                    && beans.getBeanDefinition(name).isPrimary()) {
                return name;
            }
        }
        return names.length == 0 ? null : names[0];
    }

    private static void registerWeb(BeanDefinitionRegistry registry, @Nullable ClassLoader classLoader) {
        if (ClassUtils.isPresent("jakarta.servlet.Filter", classLoader)
                && ClassUtils.isPresent("org.springframework.web.context.WebApplicationContext", classLoader)) {
            register(registry, "ScopeServletFilterRegistration");
        }
        if (ClassUtils.isPresent("org.springframework.web.server.WebFilter", classLoader)
                && ClassUtils.isPresent("reactor.core.publisher.Mono", classLoader)) {
            register(registry, "ScopeWebFilter");
        }
        if (ClassUtils.isPresent(
                "org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer", classLoader)) {
            register(registry, "ScopedRestTestClients");
            if (ClassUtils.isPresent("org.springframework.boot.restclient.RestTemplateBuilder", classLoader)) {
                register(registry, "ScopedTestRestTemplates");
            }
        }
        if (ClassUtils.isPresent(
                "org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer", classLoader)) {
            register(registry, "ScopedWebTestClients");
        }
    }

    /** Registers a class by name, since its libraries may be absent. */
    private static void register(BeanDefinitionRegistry registry, String simpleName) {
        String type = ScopeRegistrar.class.getPackageName() + "." + simpleName;
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setBeanClassName(type);
        registry.registerBeanDefinition(type, infrastructure(definition));
    }

    private static RootBeanDefinition madeBy(String method, Class<?> type) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setFactoryBeanName(TestFlagsFactory.class.getName());
        definition.setFactoryMethodName(method);
        definition.setTargetType(type);
        return infrastructure(definition);
    }

    private static RootBeanDefinition definition(Class<?> type) {
        return infrastructure(new RootBeanDefinition(type));
    }

    private static RootBeanDefinition infrastructure(RootBeanDefinition definition) {
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        return definition;
    }
}
