package io.featureflags.toggle;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Attaches {@link FeatureToggleAspect} to this application context until the context is closed: before it creates the first
 * bean whose class has woven toggles, at the latest after it has created all singletons. No advisor can apply to this
 * bean, so that none is created for it before the other beans.
 */
public final class AspectAttacher
        implements InstantiationAwareBeanPostProcessor,
                SmartInitializingSingleton,
                DisposableBean,
                AopInfrastructureBean {

    private final FeatureToggleBeanPostProcessor postProcessor;

    private final AtomicReference<@Nullable WovenCallRouter> attached = new AtomicReference<>();

    /**
     * Creates the attacher.
     *
     * @param postProcessor finds the toggled methods of classes, and has what creates their interceptors; looked up at the
     *     first woven class, so that neither the flags nor Redis are created before the other beans of the application
     */
    public AspectAttacher(FeatureToggleBeanPostProcessor postProcessor) {
        this.postProcessor = postProcessor;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        if (attached.get() == null) {
            for (ToggleSpec spec : postProcessor.toggledMethods(ClassUtils.getUserClass(beanClass))) {
                if (spec.woven()) {
                    attach();
                }
            }
        }
        return null;
    }

    @Override
    public void afterSingletonsInstantiated() {
        attach();
    }

    @Override
    public void destroy() {
        WovenCallRouter router = attached.get();
        if (router != null) {
            FeatureToggleAspect.aspectOf().detach(router);
        }
    }

    private void attach() {
        if (attached.get() == null) {
            WovenCallRouter router = new WovenCallRouter(postProcessor, postProcessor.advisors());
            if (attached.compareAndSet(null, router)) {
                FeatureToggleAspect.aspectOf().attach(router);
            }
        }
    }
}
