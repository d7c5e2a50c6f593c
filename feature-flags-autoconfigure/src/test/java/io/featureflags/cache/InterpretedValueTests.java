package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.StoredValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpretedValueTests {

    private final List<String> warnings = new ArrayList<>();

    @Test
    @SuppressWarnings("NullAway") // The parser of an application may return null all the same.
    void nullFromAParserIsNotUnderstood() {
        ValueInterpreter interpreter = new ValueInterpreter(
                text -> null,
                name -> {
                    throw new IllegalStateException("no flag is required");
                },
                Clock.systemUTC());

        InterpretedValue value = InterpretedValue.of(new StoredValue.Text("maybe"), interpreter, warnings::add);

        assertThat(value)
                .isEqualTo(new InterpretedValue(new StoredValue.Text("maybe"), null, "the parser returned null"));
        assertThat(warnings).singleElement().asString().contains("is not understood: the parser returned null");
    }
}
