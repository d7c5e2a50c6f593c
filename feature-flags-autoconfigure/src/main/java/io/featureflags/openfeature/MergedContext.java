package io.featureflags.openfeature;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user of a call by OpenFeature. With a targeting key it is that user, with the attributes of the call alone; else the
 * current user, with the attributes of the call on top.
 *
 * @param call merged context of the call, which is read only if the answer depends on it; null for none
 * @param currentUser provider of the current user
 */
record MergedContext(dev.openfeature.sdk.@Nullable EvaluationContext call, EvaluationContextProvider currentUser)
        implements EvaluationContextProvider {

    @Override
    public EvaluationContext currentContext() {
        if (call == null) {
            return currentUser.currentContext();
        }
        String targetingKey = call.getTargetingKey();
        // The SDK keeps the targeting key among the attributes.
        Map<String, Object> attributes = SdkValues.plain(call, dev.openfeature.sdk.EvaluationContext.TARGETING_KEY);
        if (targetingKey != null && !targetingKey.isBlank()) {
            return new EvaluationContext(targetingKey, attributes);
        }
        EvaluationContext current = currentUser.currentContext();
        if (attributes.isEmpty()) {
            return current;
        }
        Map<String, Object> merged = new HashMap<>(current.attributes());
        merged.putAll(attributes);
        return new EvaluationContext(current.targetingKey(), merged);
    }
}
