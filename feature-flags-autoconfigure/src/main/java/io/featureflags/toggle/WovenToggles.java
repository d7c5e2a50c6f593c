package io.featureflags.toggle;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Gives {@link FeatureToggleAspect} the flags of this application context: before the first bean is made whose class has
 * woven toggles, at the latest when all singletons are there, and until the context is closed.
 */
public final class WovenToggles
        implements InstantiationAwareBeanPostProcessor, SmartInitializingSingleton, DisposableBean {

    private final FeatureToggleBeanPostProcessor beans;

    private final ObjectProvider<ToggleAdvisors> advisors;

    private final AtomicReference<@Nullable WovenCalls> attached = new AtomicReference<>();

    /**
     * Creates the link between context and aspect.
     *
     * @param beans knows the toggled methods of classes
     * @param advisors makes what routes the calls; asked when that is needed, so that neither the flags nor Redis are
     *     created before the other beans of the application
     */
    public WovenToggles(FeatureToggleBeanPostProcessor beans, ObjectProvider<ToggleAdvisors> advisors) {
        this.beans = beans;
        this.advisors = advisors;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        if (attached.get() == null
                && beans.toggledMethods(ClassUtils.getUserClass(beanClass)).stream()
                        .anyMatch(ToggleSpec::woven)) {
            attach();
        }
        return null;
    }

    @Override
    public void afterSingletonsInstantiated() {
        attach();
    }

    @Override
    public void destroy() {
        WovenCalls calls = attached.get();
        if (calls != null) {
            FeatureToggleAspect.aspectOf().detach(calls);
        }
    }

    private void attach() {
        if (attached.get() == null) {
            WovenCalls calls = new WovenCalls(beans, advisors.getObject());
            if (attached.compareAndSet(null, calls)) {
                FeatureToggleAspect.aspectOf().attach(calls);
            }
        }
    }
}
