package io.featureflags.toggle;

import java.util.concurrent.atomic.AtomicReference;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.aspectj.MethodInvocationProceedingJoinPoint;

/**
 * Routes toggled methods that AspectJ has woven, at compile time ({@code ajc} with this jar on its aspect path) or at load
 * time (the agent finds this aspect on its own). Calls from inside the same object are routed too, and so are calls of
 * objects that the container has not created, and private, final, static and package-private methods.
 *
 * <p>AspectJ weaves the methods that carry {@link io.featureflags.FeatureToggle} themselves, and the public instance methods
 * declared by a class that carries it itself. Method or class may also carry an annotation that carries it. AspectJ does
 * not weave methods with an inherited annotation: from an overridden method, a super-class, an interface, or an annotation
 * of an annotation. The proxy routes such a method of a bean; for other objects it is not routed.
 *
 * <p>A woven method of a bean is routed here and not by a proxy, so that it is routed once, and inside all advice of
 * proxies: within the transaction, behind the cache, for each attempt of a retry, and on the thread of an asynchronous
 * method. {@code feature-flags.aspect.order} has no effect on it. Its legacy method is called on the object itself, without
 * the advice of a proxy.
 *
 * <p>The aspect is static, and so routes for one application context: the last one started in this class loader. Routing
 * begins before that context creates its first bean with a woven class, at the latest after it has created all singletons.
 * Without a context, and after it is closed, calls run the legacy code, the safe path. If that is in another bean, they end
 * with a {@link io.featureflags.FeatureDisabledException}. An annotation that cannot work stops the start if it is on the
 * class of a bean; else each call fails with an {@link InvalidFeatureToggleException}.
 *
 * <p>The aspect is not a bean. Declared as one, it does nothing, since the proxies already route.
 */
@Aspect
public final class FeatureToggleAspect {

    private static final String ON_METHOD = "execution(@io.featureflags.FeatureToggle * *(..))"
            + " || execution(@(@io.featureflags.FeatureToggle *) * *(..))";

    // "within" lets the weaver skip all other classes at once. A pointcut that needs their super-types would make the
    // agent
    // search every library completely, which takes many times longer.
    private static final String ON_CLASS = "within(@io.featureflags.FeatureToggle *)"
            + " && execution(public !static * (@io.featureflags.FeatureToggle *).*(..))";

    private static final String ON_CLASS_COMPOSED = "within(@(@io.featureflags.FeatureToggle *) *)"
            + " && execution(public !static * (@(@io.featureflags.FeatureToggle *) *).*(..))";

    // Woven code gets the aspect from a static method. It is written here since javac, unlike ajc, does not generate
    // it.
    private static final FeatureToggleAspect INSTANCE = new FeatureToggleAspect();

    /** Router of the application context that started last; null without a context. */
    private final AtomicReference<@Nullable WovenCallRouter> attached = new AtomicReference<>();

    private FeatureToggleAspect() {}

    /**
     * Returns the aspect. Called by woven code.
     *
     * @return the only instance
     */
    public static FeatureToggleAspect aspectOf() {
        return INSTANCE;
    }

    /**
     * Returns whether the aspect exists. Called by woven code.
     *
     * @return always true
     */
    public static boolean hasAspect() {
        return true;
    }

    /**
     * Routes a call of a woven method.
     *
     * @param joinPoint the call
     * @return the result for the caller
     * @throws Throwable the exception for the caller: the same instance that the code has thrown
     */
    // The weaver reads names from the table of local variables, which the jar does not have, and not from -parameters.
    @Around(
            value = "(" + ON_METHOD + " || (" + ON_CLASS + ") || (" + ON_CLASS_COMPOSED + "))"
                    + " && !execution(* java.lang.Object.*(..))",
            argNames = "joinPoint")
    public @Nullable Object route(ProceedingJoinPoint joinPoint) throws Throwable {
        if (joinPoint instanceof MethodInvocationProceedingJoinPoint) {
            return joinPoint.proceed(); // The application has declared it as an aspect of Spring too.
        }
        WovenInvocation call = new WovenInvocation(joinPoint);
        WovenCallRouter router = attached.get();
        MethodInterceptor route = router == null ? DetachedCallRouter.routeOf(call) : router.routeOf(call);
        return route.invoke(call);
    }

    /** Routes by the flags of an application context from now on. */
    void attach(WovenCallRouter router) {
        attached.set(router);
    }

    /** Stops routing by the flags of an application context, unless another one has been attached since. */
    void detach(WovenCallRouter router) {
        attached.compareAndSet(router, null);
    }
}
