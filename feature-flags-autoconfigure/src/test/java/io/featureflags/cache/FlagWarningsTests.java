package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.StoredValue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FlagWarningsTests {

    private long now;

    private final FlagWarnings warnings = new FlagWarnings("flag", null, () -> now);

    @Test
    void eachValueIsLoggedOnceAlsoIfTwoAreSetInTurns(CapturedOutput output) {
        for (int turn = 0; turn < 3; turn++) {
            warnings.value(new StoredValue.Text("perhaps"), "one is nonsense");
            warnings.value(new StoredValue.Text("maybe"), "other is nonsense");
        }

        assertThat(output)
                .containsOnlyOnce("Feature flag 'flag': one is nonsense")
                .containsOnlyOnce("Feature flag 'flag': other is nonsense");
    }

    @Test
    void failingProviderIsLoggedOnceWithTheWayOut(CapturedOutput output) {
        warnings.contextFailed(new IllegalStateException("No thread-bound request found"));
        warnings.contextFailed(new IllegalStateException("No thread-bound request found"));

        assertThat(output)
                .containsOnlyOnce("Feature flag 'flag' is off for every call whose user cannot be determined. The user"
                        + " expression or the EvaluationContextProvider failed on thread '"
                        + Thread.currentThread().getName() + "'. Return EvaluationContext.anonymous() where there is no"
                        + " user, such as outside of a request, or bind a user with BoundContext.run")
                .containsOnlyOnce("No thread-bound request found");
    }

    @Test
    void unreadableValueIsLoggedOnceUntilItCanBeRead(CapturedOutput output) {
        StoredValue.Unreadable unreadable = new StoredValue.Unreadable("NOPERM");
        warnings.unreadable(unreadable, "it cannot be read");
        warnings.unreadable(unreadable, "it cannot be read");
        assertThat(output).containsOnlyOnce("it cannot be read");

        warnings.readable();
        warnings.unreadable(unreadable, "it cannot be read again");

        assertThat(output).containsOnlyOnce("it cannot be read again");
    }

    @Test
    void programThatSetsNewValuesCausesTenWarningsAMinute(CapturedOutput output) {
        IntStream.range(0, 700).forEach(value -> warnings.value(new StoredValue.Text("v" + value), "counted"));
        assertThat(output.toString().lines().filter(line -> line.contains("counted")))
                .hasSize(10);

        now += TimeUnit.MINUTES.toNanos(1);
        warnings.value(new StoredValue.Text("next"), "counted");

        assertThat(output).contains("counted (and 690 more such messages before)");
    }

    @Test
    void oldestWarningMayBeLoggedAgain(CapturedOutput output) {
        IntStream.range(0, 1001).forEach(value -> warnings.value(new StoredValue.Text("v" + value), "value " + value));
        now += TimeUnit.MINUTES.toNanos(1);

        warnings.value(new StoredValue.Text("v1000"), "logged just now");
        warnings.value(new StoredValue.Text("v0"), "logged again");

        assertThat(output).doesNotContain("logged just now").contains("logged again");
    }

    @Test
    void flagsOfNeitherCodeNorConfigurationShareALimit(CapturedOutput output) {
        FlagCacheFixture fixture = new FlagCacheFixture();
        for (int tenant = 0; tenant < 300; tenant++) {
            fixture.cache.flag("beta." + tenant);
            fixture.store.set("beta." + tenant, "perhaps");
        }
        assertThat(output.toString().lines().filter(line -> line.contains("is not understood")))
                .hasSize(10);

        fixture.store.set("on_in_yml", "perhaps");
        fixture.cache.register("beta.0", false);
        fixture.store.set("beta.0", "maybe");

        assertThat(output).contains("'on_in_yml': Test value").contains("The value is: maybe");
    }
}
