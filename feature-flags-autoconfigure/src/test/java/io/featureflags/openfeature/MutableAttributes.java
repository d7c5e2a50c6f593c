package io.featureflags.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Value;
import java.util.Map;
import java.util.Set;

/** A context of an application, on one of the SDK. */
class MutableAttributes implements EvaluationContext {

    private final MutableContext attributes = new MutableContext();

    @Override
    public String getTargetingKey() {
        return attributes.getTargetingKey();
    }

    @Override
    public EvaluationContext merge(EvaluationContext overriding) {
        return attributes.merge(overriding);
    }

    @Override
    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    @Override
    public Set<String> keySet() {
        return attributes.keySet();
    }

    @Override
    public Value getValue(String key) {
        return attributes.getValue(key);
    }

    @Override
    public Map<String, Value> asMap() {
        return attributes.asMap();
    }

    @Override
    public Map<String, Value> asUnmodifiableMap() {
        return attributes.asUnmodifiableMap();
    }

    @Override
    public Map<String, Object> asObjectMap() {
        return attributes.asObjectMap();
    }
}
