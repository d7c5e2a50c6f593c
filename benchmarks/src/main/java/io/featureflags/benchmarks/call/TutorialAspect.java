package io.featureflags.benchmarks.call;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import java.util.List;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;

/** The aspect of common tutorials on feature flags. Each call binds the annotation and looks up the legacy method. */
@Aspect
class TutorialAspect {

    private final FeatureFlags flags;

    TutorialAspect(FeatureFlags flags) {
        this.flags = flags;
    }

    static List<GreetingService> around(FeatureFlags flags) {
        TutorialAspect aspect = new TutorialAspect(flags);
        return ToggledGreetings.bare().stream()
                .map(greeting -> {
                    AspectJProxyFactory factory = new AspectJProxyFactory(greeting);
                    factory.setProxyTargetClass(true);
                    factory.addAspect(aspect);
                    return factory.<GreetingService>getProxy();
                })
                .toList();
    }

    @Around("@annotation(toggle)")
    @Nullable
    Object route(ProceedingJoinPoint call, FeatureToggle toggle) throws Throwable {
        if (flags.isEnabled(toggle.value())) {
            return call.proceed();
        }
        Method method = ((MethodSignature) call.getSignature()).getMethod();
        Method legacy = call.getTarget().getClass().getDeclaredMethod(toggle.fallback(), method.getParameterTypes());
        legacy.setAccessible(true);
        return legacy.invoke(call.getTarget(), call.getArgs());
    }
}
