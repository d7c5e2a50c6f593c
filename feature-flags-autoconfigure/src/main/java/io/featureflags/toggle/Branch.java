package io.featureflags.toggle;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Serves a call in place of the annotated method: without the new code, while the flag is off or after an exception that
 * triggers the legacy code; or with the code of a variant.
 */
@FunctionalInterface
interface Branch {

    /**
     * Serves a call.
     *
     * @param invocation the call of the annotated method
     * @param failure exception of the new code; null if there is none
     * @return the result for the caller
     * @throws Throwable the exception for the caller
     */
    @Nullable
    Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable;

    /**
     * Creates the branch that runs other code.
     *
     * @param spec the toggled method
     * @param code the other code
     * @param beans finds the bean that may have it
     * @return the branch
     */
    static Branch of(ToggleSpec spec, BranchCode code, BranchBeanLocator beans) {
        return code.bean() == null ? new MethodBranch(spec, code) : new BeanBranch(spec, code, code.bean(), beans);
    }
}
