package io.featureflags.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.benchmarks.sync.Options.Measurement;
import org.junit.jupiter.api.Test;

class OptionsTests {

    @Test
    void everythingIsMeasuredByDefault() {
        Options options = Options.parse();

        assertThat(options.quick()).isFalse();
        assertThat(options.only()).containsExactly(Measurement.values());
        assertThat(options.restSeconds()).isEqualTo(60);
    }

    @Test
    void readsTheOptionsOfTheCommandLine() {
        Options options = Options.parse("--only=rest,frozen", "--rest=5", "--seed=7");

        assertThat(options).isEqualTo(new Options(false, 7, options.only(), 5));
        assertThat(options.only()).containsExactly(Measurement.REST, Measurement.FROZEN);
    }

    @Test
    void rejectsUnknownOptionsAndInvalidValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--fast"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--only=speed"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--rest=0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--seed="));
    }
}
