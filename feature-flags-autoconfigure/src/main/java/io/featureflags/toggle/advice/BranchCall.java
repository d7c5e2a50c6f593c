package io.featureflags.toggle.advice;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ReflectiveMethodInvocation;

/**
 * Call of a legacy method, or of that of a variant: on the bean, through its proxy, or with those interceptors of the proxy that do not run yet.
 *
 * @param method the method to call
 * @param throughProxy whether it is called on the proxy; else on the bean
 * @param advice interceptors to run around a call on the bean; empty for none
 */
public record BranchCall(Method method, boolean throughProxy, List<Object> advice) {

    /** Creates a call of a method on the bean, without advice. */
    public static BranchCall direct(Method method) {
        return new BranchCall(method, false, List.of());
    }

    /** Creates a call through the proxy, or on the bean if a part of the proxy's advice already runs around the call. */
    public static BranchCall advised(Method onProxy, Method onBean, @Nullable List<Object> remaining) {
        if (remaining == null) {
            return new BranchCall(onProxy, true, List.of());
        }
        return remaining.isEmpty() ? direct(onBean) : new BranchCall(onProxy, false, remaining);
    }

    /**
     * Calls the method.
     *
     * @param proxy the proxy of the bean
     * @param target the bean
     * @param arguments arguments of the method
     * @return the result
     * @throws Throwable the exception of the method, or of its advice
     */
    public @Nullable Object invoke(Object proxy, @Nullable Object target, @Nullable Object[] arguments)
            throws Throwable {
        if (!advice.isEmpty()) {
            return new PartlyAdvised(proxy, target, method, arguments, advice).proceed();
        }
        try {
            return method.invoke(throughProxy ? proxy : target, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    /** Runs the interceptors, which also see the proxy. Its class gives access to Spring's constructor. */
    private static final class PartlyAdvised extends ReflectiveMethodInvocation {

        PartlyAdvised(
                Object proxy,
                @Nullable Object target,
                Method method,
                @Nullable Object[] arguments,
                List<Object> advice) {
            super(proxy, target, method, arguments, target == null ? null : target.getClass(), advice);
        }
    }
}
