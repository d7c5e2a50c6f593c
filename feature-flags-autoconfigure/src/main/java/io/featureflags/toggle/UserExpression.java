package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/** Who is asking, read from the arguments of a call. */
@FunctionalInterface
interface UserExpression {

    /**
     * The user behind a call.
     *
     * @param arguments the arguments of the call
     * @return the user as the expression gives it; null for nobody
     */
    @Nullable
    Object userOf(@Nullable Object[] arguments);

    /**
     * The context of a call.
     *
     * @param arguments the arguments of the call
     * @return the user as text, without attributes
     */
    default EvaluationContext contextOf(@Nullable Object[] arguments) {
        Object user = ObjectUtils.unwrapOptional(userOf(arguments));
        return EvaluationContext.of(user == null ? null : user.toString());
    }
}
