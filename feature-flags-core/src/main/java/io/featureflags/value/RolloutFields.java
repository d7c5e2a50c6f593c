package io.featureflags.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the plan in a value, for a {@link JsonFlagValueEditor}. */
public final class RolloutFields {

    private RolloutFields() {}

    /**
     * Returns the fields of the present plan, with {@code paused} set. All other fields stay as they are, also unknown ones.
     *
     * @param value the value as in the store, which has a plan
     * @return the new field {@code rollout}, to be passed to the editor
     * @throws IllegalArgumentException if the value has no plan
     */
    public static Map<String, @Nullable Object> paused(String value) {
        if (!(ValueSyntax.fields(value).get("rollout") instanceof Map<?, ?> plan)) {
            throw new IllegalArgumentException("The value has no field 'rollout'");
        }
        Map<String, @Nullable Object> paused = new LinkedHashMap<>();
        plan.forEach((name, field) -> paused.put((String) name, field));
        paused.put("paused", true);
        return paused;
    }
}
