package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ClassUtils;

/** What woven calls do while there is no application context: all flags are off. */
final class UnmanagedCalls {

    private static final LegacyBeans NO_BEANS = new LegacyBeans(new DefaultListableBeanFactory());

    private static final ToggleResolver RESOLVER = new ToggleResolver(NO_BEANS);

    /** Kept by the classes themselves, so that nothing here holds one that could else be unloaded. */
    private static final ClassValue<Map<Method, MethodInterceptor>> ROUTES = new ClassValue<>() {

        @Override
        protected Map<Method, MethodInterceptor> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private UnmanagedCalls() {}

    /**
     * The route of a call.
     *
     * @throws InvalidFeatureToggleException if the annotation of the method cannot work
     */
    static MethodInterceptor routeOf(WovenInvocation call) {
        Class<?> type = ClassUtils.getUserClass(call.type());
        return ROUTES.get(type).computeIfAbsent(call.getMethod(), method -> resolve(type, method));
    }

    private static MethodInterceptor resolve(Class<?> type, Method method) {
        FeatureToggle toggle = ToggledMethods.of(type).get(method);
        if (toggle == null) {
            return WovenInvocation.UNTOGGLED;
        }
        if (toggle.fallbackType() != void.class || !toggle.fallbackBean().isEmpty()) {
            return call -> {
                throw new FeatureDisabledException(toggle.value(), type.getSimpleName() + "." + method.getName());
            };
        }
        LegacyRoute offPath = LegacyRoute.of(RESOLVER.resolve(type, method, toggle), NO_BEANS);
        return call -> offPath.serve(call, null);
    }
}
