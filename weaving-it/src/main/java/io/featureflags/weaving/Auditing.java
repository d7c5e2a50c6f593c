package io.featureflags.weaving;

import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;

/** An aspect of the application, which is also woven into some of the toggled methods. */
@Aspect
public final class Auditing {

    static final AtomicInteger CALLS = new AtomicInteger();

    /** Counts a call. */
    @Around("execution(@io.featureflags.weaving.Audited * *(..))")
    public @Nullable Object audit(ProceedingJoinPoint joinPoint) throws Throwable {
        CALLS.incrementAndGet();
        return joinPoint.proceed();
    }
}
