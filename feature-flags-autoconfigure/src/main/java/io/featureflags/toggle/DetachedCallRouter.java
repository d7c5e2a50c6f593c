package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Routes woven calls while the aspect is attached to no application context: all flags are off. Legacy code of the same
 * class runs. Legacy code in another bean cannot be reached, so that the call throws a
 * {@link io.featureflags.FeatureDisabledException}.
 */
final class DetachedCallRouter {

    private static final BranchBeanLocator NO_BEANS = new BranchBeanLocator(new DefaultListableBeanFactory());

    private static final ToggleResolver RESOLVER = new ToggleResolver(NO_BEANS);

    /** Held by the classes themselves, so that no reference from here prevents their unloading. */
    private static final ClassValue<Map<Method, MethodInterceptor>> ROUTES = new ClassValue<>() {

        @Override
        protected Map<Method, MethodInterceptor> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private DetachedCallRouter() {}

    /**
     * Returns the interceptor that routes a call.
     *
     * @param call the call
     * @return the interceptor, cached by method and class
     * @throws InvalidFeatureToggleException if the annotation of the method cannot work
     */
    static MethodInterceptor routeOf(WovenInvocation call) {
        Class<?> type = ClassUtils.getUserClass(call.type());
        return ROUTES.get(type).computeIfAbsent(call.getMethod(), method -> resolve(type, method));
    }

    private static MethodInterceptor resolve(Class<?> type, Method method) {
        FeatureToggle toggle = ToggleAnnotations.of(type).get(method);
        if (toggle == null) {
            return WovenInvocation.UNTOGGLED;
        }
        if (toggle.fallbackType() != void.class || !toggle.fallbackBean().isEmpty()) {
            return call -> {
                throw new FeatureDisabledException(toggle.value(), type.getSimpleName() + "." + method.getName());
            };
        }
        Branch legacy = Branches.of(RESOLVER.resolve(type, method, toggle, false), NO_BEANS)
                .legacy();
        return call -> legacy.serve(call, null);
    }
}
