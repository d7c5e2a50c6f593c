package io.featureflags;

/**
 * Provides the context of the current user, for calls without an explicit context and outside of any
 * {@link BoundContext}.
 *
 * <p>An application may declare a bean of this type. The default is the user of Spring Security, if present, or else
 * {@link EvaluationContext#anonymous()}.
 */
@FunctionalInterface
public interface EvaluationContextProvider {

    /**
     * Returns the context of the current thread. This method is called only if the answer of a flag depends on the
     * user, and at most once per evaluation. If it throws, that evaluation fails with {@link ErrorCode#INVALID_CONTEXT}
     * and the flag is off for the call.
     *
     * @return the context; {@link EvaluationContext#anonymous()} for no user, never null
     */
    EvaluationContext currentContext();
}
