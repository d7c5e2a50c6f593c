package io.featureflags.toggle.user;

import io.featureflags.EvaluationContext;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/** Reads the user of a call from its arguments. */
@FunctionalInterface
public interface UserExpression {

    /**
     * Returns the user of a call.
     *
     * @param arguments arguments of the call
     * @return the user, of any type; null for an anonymous call
     */
    @Nullable
    Object userOf(@Nullable Object[] arguments);

    /**
     * Returns the evaluation context of a call.
     *
     * @param arguments arguments of the call
     * @return the user as text, without attributes
     */
    default EvaluationContext contextOf(@Nullable Object[] arguments) {
        Object user = ObjectUtils.unwrapOptional(userOf(arguments));
        return EvaluationContext.of(user == null ? null : user.toString());
    }
}
