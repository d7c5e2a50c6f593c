package io.featureflags.ofrep;

import io.featureflags.EvaluationContext;
import org.jspecify.annotations.Nullable;

/**
 * A caller who may evaluate flags.
 *
 * @param id who the caller is in the token of a stream: a key, any login, or anonymous
 * @param exposed flags that the caller may evaluate
 * @param login the authenticated user; null for callers with a key, and for anonymous ones
 */
record OfrepCaller(
        String id, FlagPatterns exposed, @Nullable OfrepLogin login) {

    /** Returns the context that counts. */
    EvaluationContext contextOf(EvaluationContext sent) {
        return login == null ? sent : login.over(sent);
    }
}
