package io.featureflags.toggle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.JoinPoint;
import org.springframework.util.ClassUtils;

/** How one application context routes woven calls: as its proxies do, with an interceptor for each method and class. */
final class WovenCalls {

    private final FeatureToggleBeanPostProcessor beans;

    private final ToggleAdvisors advisors;

    private final Map<JoinPoint.StaticPart, Routes> known = new ConcurrentHashMap<>();

    WovenCalls(FeatureToggleBeanPostProcessor beans, ToggleAdvisors advisors) {
        this.beans = beans;
        this.advisors = advisors;
    }

    /**
     * The route of a call.
     *
     * @throws InvalidFeatureToggleException if an annotation of the class cannot work
     */
    MethodInterceptor routeOf(WovenInvocation call) {
        Class<?> type = call.type();
        Routes routes = known.get(call.place());
        if (routes == null) {
            Routes found = new Routes(type, resolve(call, type), new ConcurrentHashMap<>());
            Routes other = known.putIfAbsent(call.place(), found);
            routes = other == null ? found : other;
        }
        if (routes.type() == type) {
            return routes.route();
        }
        // No computation inside of the map: it may make beans, which may call toggled methods.
        MethodInterceptor route = routes.ofSubclasses().get(type);
        if (route == null) {
            route = resolve(call, type);
            routes.ofSubclasses().put(type, route);
        }
        return route;
    }

    /** The method of a super-class that a toggled one calls is not toggled: that call has been decided. */
    private MethodInterceptor resolve(WovenInvocation call, Class<?> type) {
        return beans.toggledMethods(ClassUtils.getUserClass(type)).stream()
                .filter(spec -> spec.method().equals(call.getMethod()))
                .findFirst()
                .map(spec -> advisors.interceptor(spec, beans.legacyBeans()))
                .orElse(WovenInvocation.UNTOGGLED);
    }

    /**
     * The routes of one method.
     *
     * @param type the class that it was called on first, by far the most often the only one
     * @param route the route there
     * @param ofSubclasses the routes of other classes that share the method
     */
    private record Routes(Class<?> type, MethodInterceptor route, Map<Class<?>, MethodInterceptor> ofSubclasses) {}
}
