package io.featureflags.test;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.ShadowCall;
import io.featureflags.spi.ShadowCalls;
import io.featureflags.toggle.FeatureToggleBeanPostProcessor;
import io.featureflags.toggle.ReactiveRouting;
import io.featureflags.toggle.ToggleAdvisors;
import io.featureflags.toggle.ToggledMethodRegistry;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** Puts an object behind the interceptors of an application, without an application context. */
final class StandaloneRouting {

    private StandaloneRouting() {}

    /**
     * Puts an object behind the interceptors of its toggled methods.
     *
     * @param flags the flags
     * @param user provides the user of calls
     * @param target the object
     * @param legacyBeans objects with legacy code
     * @param <T> class of the object
     * @return the proxy
     */
    @SuppressWarnings("unchecked") // The proxy is one of the class.
    static <T> T route(FlagRegistry flags, EvaluationContextProvider user, T target, Object... legacyBeans) {
        ClassLoader classLoader = target.getClass().getClassLoader();
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.setBeanClassLoader(classLoader);
        for (Object legacy : legacyBeans) {
            beans.registerSingleton(ClassUtils.getShortNameAsProperty(legacy.getClass()), legacy);
        }
        beans.registerSingleton(
                ToggleAdvisors.class.getName(),
                new ToggleAdvisors(
                        flags,
                        user,
                        Ordered.LOWEST_PRECEDENCE,
                        ClassUtils.isPresent("reactor.core.publisher.Mono", classLoader) ? Reactor.routing(user) : null,
                        new ToggledMethodRegistry(Map.of()),
                        new ToggleAdvisors.Listeners(GuardedFlags.none(), flag -> new NoShadows())));
        FeatureToggleBeanPostProcessor routing =
                new FeatureToggleBeanPostProcessor(beans, beans.getBeanProvider(ToggleAdvisors.class));
        routing.setBeanFactory(beans);
        routing.setBeanClassLoader(classLoader);
        @Nullable
        Object routed =
                routing.postProcessAfterInitialization(target, ClassUtils.getShortNameAsProperty(target.getClass()));
        return (T) Objects.requireNonNull(routed);
    }

    /** Draws no call: a test decides itself which code runs. */
    private static final class NoShadows implements ShadowCalls {

        @Override
        public boolean draw() {
            return false;
        }

        @Override
        public void repeat(ShadowCall call) {
            // No call is drawn.
        }
    }

    /** Separate, since Reactor may be absent. */
    private static final class Reactor {

        static ReactiveRouting routing(EvaluationContextProvider user) {
            ReactiveContexts contexts = new ReactiveContexts(view -> Mono.empty(), user);
            return new ReactiveRouting(() -> contexts);
        }
    }
}
