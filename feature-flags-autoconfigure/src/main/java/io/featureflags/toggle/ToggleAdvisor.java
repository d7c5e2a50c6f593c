package io.featureflags.toggle;

import io.featureflags.toggle.advice.OuterAdvice;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Advisor;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
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

    /** Returns the toggled method. */
    ToggleSpec spec() {
        return spec;
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return Implementations.of(method, targetClass).equals(spec.method());
    }

    /**
     * Rejects {@code rescueOn} on an asynchronous method that returns no future: its failures would not reach the caller.
     *
     * @param others advisors of the same proxy
     * @throws InvalidFeatureToggleException if one of them runs the method asynchronously
     */
    void checkRescue(Advisor[] others) {
        if (spec.rescueOn().isEmpty()
                || CompletionStage.class.isAssignableFrom(spec.method().getReturnType())) {
            return;
        }
        for (Advisor other : others) {
            if (other.getAdvice() instanceof AsyncExecutionInterceptor
                    && OuterAdvice.applies(other, spec.method(), spec.type())) {
                throw InterceptionChecks.inertRescue(
                        spec.type(), spec.method(), "the method is asynchronous and returns no future");
            }
        }
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
