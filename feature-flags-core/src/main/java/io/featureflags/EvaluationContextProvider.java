package io.featureflags;

/**
 * Says who is asking when a caller does not and no {@link BoundContext} is there. An application may declare a bean of
 * this type; without one it is Spring Security's user where Spring Security is present, else nobody.
 */
@FunctionalInterface
public interface EvaluationContextProvider {

    /**
     * Who is asking now, on this thread. Called only when a flag's answer depends on the user; an exception makes that
     * evaluation an error, and the flag is off for this call.
     *
     * @return the context; {@link EvaluationContext#anonymous()} for nobody
     */
    EvaluationContext currentContext();
}
