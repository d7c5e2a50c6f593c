package io.featureflags.toggle;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Checks the beans that the post-processor has not seen: after all singletons are created, those created before it and those
 * still to be created; later, those of child contexts. A toggled method must never be silently inert.
 */
public final class FeatureToggleValidator
        implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

    private static final Log logger = LogFactory.getLog(FeatureToggleValidator.class);

    private final ConfigurableListableBeanFactory beanFactory;

    private final FeatureToggleBeanPostProcessor postProcessor;

    private final BranchCycleCheck branchCycles;

    private final TestDoubles testDoubles;

    /**
     * Creates the validator.
     *
     * @param beanFactory the beans to check
     * @param postProcessor routes the beans
     * @param testDoubles beans to skip
     */
    public FeatureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            TestDoubles testDoubles) {
        this.beanFactory = beanFactory;
        this.postProcessor = postProcessor;
        this.branchCycles = new BranchCycleCheck(postProcessor);
        this.testDoubles = testDoubles;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String beanName : beanFactory.getBeanDefinitionNames()) {
            if (testDoubles.isRegistered(beanName)) {
                registerReplaced(beanFactory.getBeanDefinition(beanName));
            } else if (!beanFactory.getBeanDefinition(beanName).isAbstract()) {
                check(beanName);
            }
        }
        warnOfMockedFlags();
    }

    /** Warns about a mock whose stubbed answers have no effect on annotated methods. */
    private void warnOfMockedFlags() {
        for (String beanName : beanFactory.getBeanNamesForType(FeatureFlags.class, false, false)) {
            Object bean = beanFactory.getSingleton(beanName);
            if (bean != null
                    && TestDoubles.isMock(bean)
                    && postProcessor.advisors().hasMethods()) {
                logger.warn(
                        "Bean '" + beanName + "' is a mock of FeatureFlags. Methods with @FeatureToggle do not call it,"
                                + " so that stubbing it has no effect on them. Set their flags with @WithFeature and"
                                + " @WithoutFeature of feature-flags-test, or with feature-flags.flags.<name>.enabled.");
            }
        }
    }

    /** Rejects toggled beans of a child context without routing, whose refresh is published in this context too. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() instanceof ConfigurableApplicationContext context
                && context.getBeanNamesForType(FeatureToggleBeanPostProcessor.class, true, false).length == 0) {
            UnroutedToggleCheck.check(context.getBeanFactory());
        }
    }

    /** Registers the flags of a class that has no bean in this test, so that no report calls them unused. */
    private void registerReplaced(BeanDefinition definition) {
        MethodMetadata beanMethod =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        String name = beanMethod == null ? definition.getBeanClassName() : beanMethod.getReturnTypeName();
        if (name == null) {
            return;
        }
        try {
            Class<?> replaced = ClassUtils.forName(name, beanFactory.getBeanClassLoader());
            PredictedToggles.of(
                            replaced,
                            type -> List.copyOf(ToggleAnnotations.of(type).values()))
                    .forEach(toggle -> postProcessor.advisors().registerConfigured(toggle));
        } catch (ClassNotFoundException ex) {
            // A generated class: it has no annotation.
        }
    }

    private void check(String beanName) {
        Object bean = beanFactory.isFactoryBean(beanName) || !beanFactory.containsSingleton(beanName)
                ? null
                : beanFactory.getSingleton(beanName);
        Class<?> type = bean == null ? beanFactory.getType(beanName, false) : AopUtils.getTargetClass(bean);
        if (type == null || !PredictedToggles.isConcrete(type)) {
            return; // The post-processor checks it when the bean is created.
        }
        Collection<FeatureToggle> mocked = bean == null ? List.of() : postProcessor.mockedToggles(bean, type);
        if (!mocked.isEmpty()) {
            mocked.forEach(postProcessor.advisors()::registerConfigured);
            return;
        }
        for (ToggleSpec spec : toggledMethods(type, bean != null)) {
            rejectInitMethod(beanName, spec);
            if (bean != null
                    && !spec.woven()
                    && !postProcessor.routes(beanName)
                    && !ToggleProxyFactory.isRouted(bean)) {
                throw createdTooEarly(beanName, spec);
            }
            branchCycles.checkAcrossBeans(spec);
            postProcessor.advisors().register(spec);
        }
    }

    private List<ToggleSpec> toggledMethods(Class<?> type, boolean beanExists) {
        return beanExists
                ? postProcessor.toggledMethods(ClassUtils.getUserClass(type))
                : PredictedToggles.of(type, postProcessor::toggledMethods);
    }

    /** Rejects an annotated method that the container calls on the bean itself, as its definition names the method. */
    private void rejectInitMethod(String beanName, ToggleSpec spec) {
        Method method = spec.method();
        if (!spec.woven()
                && method.getParameterCount() == 0
                && AnnotatedElementUtils.hasAnnotation(method, FeatureToggle.class)
                && beanFactory.getMergedBeanDefinition(beanName) instanceof AbstractBeanDefinition definition
                && (ObjectUtils.containsElement(definition.getInitMethodNames(), method.getName())
                        || ObjectUtils.containsElement(definition.getDestroyMethodNames(), method.getName()))) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    method,
                    "it is the init or destroy method of bean '" + beanName + "', which the container calls on the bean"
                            + " itself, and not on its proxy: the new code would run even while the flag is off.",
                    "Route the call with FeatureFlags.route in the method.");
        }
    }

    private static InvalidFeatureToggleException createdTooEarly(String beanName, ToggleSpec spec) {
        return new InvalidFeatureToggleException(
                spec.type(),
                spec.method(),
                "bean '" + beanName
                        + "' was created before toggled methods could be routed, as a post-processor or as a"
                        + " dependency of one: the new code would run even while the flag is off.",
                "Remove the dependency from the BeanPostProcessor or BeanFactoryPostProcessor, or inject the bean there"
                        + " through an ObjectProvider.");
    }
}
