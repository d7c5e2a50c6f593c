package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.StoredValue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FlagWarningsTests {

    private final FlagWarnings warnings = new FlagWarnings("flag");

    @Test
    void eachValueIsSaidOnceAlsoIfTwoAreSetInTurns(CapturedOutput output) {
        for (int turn = 0; turn < 3; turn++) {
            warnings.value(new StoredValue.Text("perhaps"), "one is nonsense");
            warnings.value(new StoredValue.Text("maybe"), "other is nonsense");
        }

        assertThat(output)
                .containsOnlyOnce("Feature flag 'flag': one is nonsense")
                .containsOnlyOnce("Feature flag 'flag': other is nonsense");
    }

    @Test
    void whatCannotBeReadIsSaidOnceUntilItCanBeRead(CapturedOutput output) {
        StoredValue.Unreadable unreadable = new StoredValue.Unreadable("NOPERM");
        warnings.unreadable(unreadable, "it cannot be read");
        warnings.unreadable(unreadable, "it cannot be read");
        assertThat(output).containsOnlyOnce("it cannot be read");

        warnings.readable();
        warnings.unreadable(unreadable, "it cannot be read again");

        assertThat(output).containsOnlyOnce("it cannot be read again");
    }

    @Test
    void whatWasSaidLongAgoMayBeSaidAgain(CapturedOutput output) {
        IntStream.range(0, 1001).forEach(value -> warnings.value(new StoredValue.Text("v" + value), "value " + value));

        warnings.value(new StoredValue.Text("v1000"), "said just now");
        warnings.value(new StoredValue.Text("v0"), "said again");

        assertThat(output).doesNotContain("said just now").contains("said again");
    }
}
