package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.decision.Percentage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutFieldsTests {

    private final JsonFlagValueEditor editor = new JsonFlagValueEditor(new TextFlagValueParser());

    @Test
    void onlyThePauseIsAdded() {
        String value = "{\"percentage\": 5, \"rollout\": {\"steps\": [1.0, 5], \"back\": \"previous\","
                + " \"later\": {\"x\": 1e400}}, \"owner\": \"team\"}";
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("percentage", new Percentage(1000));
        changes.put("rollout", RolloutFields.paused(value));
        assertThat(editor.edit(value, changes))
                .isEqualTo("{\"percentage\": 1, \"rollout\": {\"steps\": [1.0, 5], \"back\": \"previous\","
                        + " \"later\": {\"x\": 1e400}, \"paused\": true}, \"owner\": \"team\"}");
    }

    @Test
    void valueWithoutAPlanIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> RolloutFields.paused("10%"));
    }
}
