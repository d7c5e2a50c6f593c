package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Puts an interceptor around one toggled method. Each method has an advisor of its own, so that the interceptor need not
 * look up the called method.
 */
final class ToggleAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private final transient ToggleSpec spec;

    ToggleAdvisor(ToggleSpec spec, Advice advice, int order) {
        super(advice);
        this.spec = spec;
        setOrder(order);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return Implementations.of(method, targetClass).equals(spec.method());
    }

    /**
     * Returns the same text for the same toggled method. Spring caches proxy classes by it; with another text for each
     * bean, each bean would get a proxy class of its own.
     */
    @Override
    public String toString() {
        return "ToggleAdvisor for " + spec.method();
    }
}
