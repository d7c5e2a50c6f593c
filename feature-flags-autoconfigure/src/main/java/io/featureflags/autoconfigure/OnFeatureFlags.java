package io.featureflags.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the application excludes {@link FeatureFlagsAutoConfiguration}, whose beans the other auto-configurations
 * need. No condition on these beans is possible, because they are registered last.
 */
final class OnFeatureFlags extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean excluded = context.getBeanFactory() != null
                && ConditionEvaluationReport.get(context.getBeanFactory())
                        .getExclusions()
                        .contains(FeatureFlagsAutoConfiguration.class.getName());
        return new ConditionOutcome(
                !excluded, "FeatureFlagsAutoConfiguration is " + (excluded ? "excluded" : "not excluded"));
    }
}
