package io.featureflags.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if answers are kept in requests. Reads the property as binding does, which accepts {@code on} as true. */
final class OnRequestConsistency extends SpringBootCondition {

    static final String PROPERTY = "feature-flags.request-consistency";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean wanted = Binder.get(context.getEnvironment())
                .bind(PROPERTY, Boolean.class)
                .orElse(false);
        return new ConditionOutcome(wanted, PROPERTY + " is " + wanted);
    }
}
