package io.featureflags.toggle;

import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Puts an interceptor around one toggled method. One advisor per method, so that the interceptor need not look up which
 * method it is called for.
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
        return AopUtils.getMostSpecificMethod(method, targetClass).equals(spec.method());
    }

    /** Part of the key under which Spring keeps proxy classes: equal for equal toggles, or each bean would get its own. */
    @Override
    public String toString() {
        return "ToggleAdvisor for " + spec.method();
    }
}
