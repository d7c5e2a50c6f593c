package io.featureflags.benchmarks.call;

import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;

/** An interceptor of Spring that does nothing. */
final class EmptyInterceptor implements MethodInterceptor {

    static List<GreetingService> around(List<GreetingService> greetings, boolean classProxies) {
        return greetings.stream()
                .map(greeting -> around(greeting, classProxies))
                .toList();
    }

    /** Creates a proxy as Spring's post-processors do. */
    private static GreetingService around(GreetingService greeting, boolean classProxies) {
        NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
        pointcut.setMappedName("greet");
        ProxyFactory factory = new ProxyFactory(greeting);
        factory.setProxyTargetClass(classProxies);
        factory.addAdvisor(new DefaultPointcutAdvisor(pointcut, new EmptyInterceptor()));
        factory.setPreFiltered(true);
        return (GreetingService) factory.getProxy();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return invocation.proceed();
    }
}
