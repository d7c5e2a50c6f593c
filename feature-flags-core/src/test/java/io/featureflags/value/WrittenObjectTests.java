package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects that the editor writes without parsing them. */
class WrittenObjectTests {

    private final FlagValueEditor editor = new JsonFlagValueEditor(text -> {
        throw new AssertionError("parsed: " + text);
    });

    @Test
    void writesFieldsInTheirOrderWithoutParsing() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("percentage", 101);
        fields.put("owner", null);
        fields.put("description", "\"new\"");

        assertThat(editor.write(fields)).isEqualTo("{\"percentage\": 101, \"description\": \"\\\"new\\\"\"}");
    }

    @Test
    void rejectsWhatJsonDoesNotHave() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> editor.write(Map.of("percentage", Double.NaN)))
                .withMessageStartingWith("field 'percentage' ");
    }

    @Test
    void otherEditorsWriteByEditing() {
        FlagValueEditor other = (value, changes) -> value + changes.toString();

        assertThat(other.write(Map.of("percentage", 10))).isEqualTo("null{percentage=10}");
    }
}
