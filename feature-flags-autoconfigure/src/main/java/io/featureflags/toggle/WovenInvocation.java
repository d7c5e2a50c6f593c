package io.featureflags.toggle;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/** Adapts a call of a woven method to {@code MethodInvocation}. It can proceed more than once. */
final class WovenInvocation implements MethodInvocation {

    /** Interceptor for methods that are woven but not toggled, such as the container's callbacks in a toggled class. */
    static final MethodInterceptor UNTOGGLED = MethodInvocation::proceed;

    private final ProceedingJoinPoint joinPoint;

    /** Kept since the join point copies them at each request; null before the first request. */
    private @Nullable Object @Nullable [] arguments;

    WovenInvocation(ProceedingJoinPoint joinPoint) {
        this.joinPoint = joinPoint;
    }

    /** Returns the place in the code: the same object for all its calls. */
    JoinPoint.StaticPart place() {
        return joinPoint.getStaticPart();
    }

    /** Returns the class whose method is called: that of the object, or the declaring class of a static method. */
    Class<?> type() {
        Object self = joinPoint.getThis();
        return self == null ? joinPoint.getSignature().getDeclaringType() : self.getClass();
    }

    @Override
    public Method getMethod() {
        return ((MethodSignature) joinPoint.getSignature()).getMethod();
    }

    @Override
    public @Nullable Object[] getArguments() {
        @Nullable Object[] known = arguments;
        if (known == null) {
            known = joinPoint.getArgs();
            arguments = known;
        }
        return known;
    }

    @Override
    public @Nullable Object proceed() throws Throwable {
        return joinPoint.proceed();
    }

    @Override
    public @Nullable Object getThis() {
        return joinPoint.getThis();
    }

    @Override
    public Method getStaticPart() {
        return getMethod();
    }
}
