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
 * time (the agent finds this aspect by itself): calls from inside the same object, and objects that no container has made.
 * Private, final, static and package-private methods are routed as well.
 *
 * <p>Woven are the methods that carry {@link io.featureflags.FeatureToggle} themselves, and the public instance methods
 * that a class declares which carries it itself; instead of it, they may carry an annotation that carries it. Not woven is
 * what has its annotation from elsewhere: from the method that it overrides, from a super-class or an interface, or from an
 * annotation of an annotation. As a bean's method it is routed by the proxy, and elsewhere it is not routed.
 *
 * <p>A woven method of a bean is routed here and not by a proxy, so that it is routed once, and inside all advice of
 * proxies: within the transaction, behind the cache, for each attempt of a retry, and on the thread that an asynchronous
 * method runs on. {@code feature-flags.aspect.order} has no meaning for it. Its legacy method is called on the object
 * itself, without advice that a proxy would add.
 *
 * <p>An aspect is static, and so knows one application context: the last one of this class loader that has started. It
 * routes from when it makes the first bean whose class is woven, or else from when all its singletons are there. Without
 * one, and after it was closed, calls run the legacy code, the safe path; where that is in another bean, they end in a
 * {@link io.featureflags.FeatureDisabledException}. An annotation that cannot work stops the start if it is on the class
 * of a bean, and else fails each call with an {@link InvalidFeatureToggleException}.
 *
 * <p>It is no bean. Declared as one, it does nothing: the proxies route already.
 */
@Aspect
public final class FeatureToggleAspect {

    private static final String ON_METHOD = "execution(@io.featureflags.FeatureToggle * *(..))"
            + " || execution(@(@io.featureflags.FeatureToggle *) * *(..))";

    // "within" lets the weaver leave out all other classes at a glance. Whatever asks for their super-types makes the
    // agent look through the whole of each library that it meets, which takes it many times longer.
    private static final String ON_CLASS = "within(@io.featureflags.FeatureToggle *)"
            + " && execution(public !static * (@io.featureflags.FeatureToggle *).*(..))";

    private static final String ON_CLASS_COMPOSED = "within(@(@io.featureflags.FeatureToggle *) *)"
            + " && execution(public !static * (@(@io.featureflags.FeatureToggle *) *).*(..))";

    // Woven code asks for the aspect by a static method. Written here, it is there in classes that only javac compiled.
    private static final FeatureToggleAspect INSTANCE = new FeatureToggleAspect();

    /** How the context routes that started last; null without one. */
    private final AtomicReference<@Nullable WovenCalls> calls = new AtomicReference<>();

    private FeatureToggleAspect() {}

    /**
     * The aspect, for woven code.
     *
     * @return the one instance
     */
    public static FeatureToggleAspect aspectOf() {
        return INSTANCE;
    }

    /**
     * Whether there is the aspect, for woven code.
     *
     * @return true
     */
    public static boolean hasAspect() {
        return true;
    }

    /**
     * Routes a call of a woven method.
     *
     * @param joinPoint the call
     * @return what the caller gets
     * @throws Throwable what the caller gets, the very instance that the code threw
     */
    @Around("(" + ON_METHOD + " || (" + ON_CLASS + ") || (" + ON_CLASS_COMPOSED + "))"
            + " && !execution(* java.lang.Object.*(..))")
    public @Nullable Object route(ProceedingJoinPoint joinPoint) throws Throwable {
        if (joinPoint instanceof MethodInvocationProceedingJoinPoint) {
            return joinPoint.proceed(); // Somebody has made it an aspect of Spring too.
        }
        WovenInvocation call = new WovenInvocation(joinPoint);
        WovenCalls known = calls.get();
        MethodInterceptor route = known == null ? UnmanagedCalls.routeOf(call) : known.routeOf(call);
        return route.invoke(call);
    }

    void attach(WovenCalls started) {
        calls.set(started);
    }

    void detach(WovenCalls closed) {
        calls.compareAndSet(closed, null);
    }
}
