package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.StoredValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastValueTests {

    private final List<String> warnings = new ArrayList<>();

    @Test
    @SuppressWarnings("NullAway") // An application's parser may do so all the same.
    void textThatAParserGivesNothingForIsNotUnderstood() {
        ValueInterpreter meanings = new ValueInterpreter(
                text -> null,
                name -> {
                    throw new IllegalStateException("no flag is asked for");
                },
                Clock.systemUTC());

        LastValue value = LastValue.of(new StoredValue.Text("maybe"), meanings, warnings::add);

        assertThat(value).isEqualTo(new LastValue(new StoredValue.Text("maybe"), null, "there is no meaning"));
        assertThat(warnings).singleElement().asString().contains("is not understood: there is no meaning");
    }
}
