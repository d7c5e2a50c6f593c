package io.featureflags.toggle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.JoinPoint;
import org.springframework.util.ClassUtils;

/** Routes woven calls by the flags of an application context, with one interceptor for each method and class. */
final class WovenCallRouter {

    private final FeatureToggleBeanPostProcessor postProcessor;

    private final ToggleAdvisors advisors;

    private final Map<JoinPoint.StaticPart, MethodRoutes> routes = new ConcurrentHashMap<>();

    WovenCallRouter(FeatureToggleBeanPostProcessor postProcessor, ToggleAdvisors advisors) {
        this.postProcessor = postProcessor;
        this.advisors = advisors;
    }

    /**
     * Returns the interceptor that routes a call.
     *
     * @param call the call
     * @return the interceptor, cached by method and class
     * @throws InvalidFeatureToggleException if an annotation of the class cannot work
     */
    MethodInterceptor routeOf(WovenInvocation call) {
        Class<?> type = call.type();
        MethodRoutes known = routes.get(call.place());
        if (known == null) {
            MethodRoutes created = new MethodRoutes(type, resolve(call, type), new ConcurrentHashMap<>());
            MethodRoutes other = routes.putIfAbsent(call.place(), created);
            known = other == null ? created : other;
        }
        if (known.type() == type) {
            return known.route();
        }
        // Not computed inside the map: resolving may create beans, which may call toggled methods.
        MethodInterceptor route = known.ofOtherClasses().get(type);
        if (route == null) {
            route = resolve(call, type);
            known.ofOtherClasses().put(type, route);
        }
        return route;
    }

    /** Finds the toggled method. A method of a super-class, called by the toggled method that overrides it, just proceeds. */
    private MethodInterceptor resolve(WovenInvocation call, Class<?> type) {
        return postProcessor.toggledMethods(ClassUtils.getUserClass(type)).stream()
                .filter(spec -> spec.method().equals(call.getMethod()))
                .findFirst()
                .map(spec -> advisors.interceptor(spec, postProcessor.branchBeans()))
                .orElse(WovenInvocation.UNTOGGLED);
    }

    /**
     * The interceptors of one method.
     *
     * @param type class of the first call, which is nearly always the only one
     * @param route interceptor for that class
     * @param ofOtherClasses interceptors for other classes with the same method
     */
    private record MethodRoutes(
            Class<?> type, MethodInterceptor route, Map<Class<?>, MethodInterceptor> ofOtherClasses) {}
}
