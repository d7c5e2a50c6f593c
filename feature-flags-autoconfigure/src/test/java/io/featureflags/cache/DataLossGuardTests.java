package io.featureflags.cache;

import static io.featureflags.cache.FlagCacheFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A data loss changes no answer; a deletion does. */
@ExtendWith(OutputCaptureExtension.class)
class DataLossGuardTests {

    private final FlagCacheFixture fixture = new FlagCacheFixture();

    private final SettableStore store = fixture.store;

    private final FlagCache cache = fixture.cache;

    private final AtomicLong nanos = fixture.nanos;

    @Test
    void lossOfMostValuesAtOnceIsNoFlip(CapturedOutput output) {
        setFlags(5, "true");

        store.delete("flag0", "flag1", "flag2");

        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("3 of 5 feature flags are gone from the store at once");

        store.delete("flag0", "flag1", "flag2");
        assertThat(evaluate("flag0").source()).isEqualTo(Source.LAST_KNOWN);

        store.set("flag0", "false");
        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", false, Reason.DISABLED, Source.REDIS));
        nanos.addAndGet(Duration.ofMillis(1001).toNanos());
        store.delete("flag0");
        assertThat(evaluate("flag0").errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void lossOfFewValuesIsADeletion() {
        setFlags(6, "true");

        store.delete("flag0", "flag1", "flag2");

        assertThat(evaluate("flag0").enabled()).isFalse();
    }

    @Test
    void deletionsOnRecordAreIntendedAndNoPartOfALoss(CapturedOutput output) {
        setFlags(6, "true");
        StoredValue deleted = new StoredValue.Absent(true);
        store.put(Map.of("flag0", deleted, "flag1", deleted, "flag2", deleted, "flag3", new StoredValue.Absent()));

        assertThat(IntStream.range(0, 4))
                .noneMatch(flag -> evaluate("flag" + flag).enabled());
        store.delete("flag4", "flag5");
        assertThat(IntStream.range(3, 6))
                .allMatch(flag -> evaluate("flag" + flag).source() == Source.LAST_KNOWN);
        assertThat(output).containsOnlyOnce("of 3 feature flags are gone from the store at once");
        store.put(Map.of("flag4", deleted));
        assertThat(evaluate("flag4").enabled()).isFalse();
    }

    @Test
    void valuesThatDisappearInTurnWithinASecondAreALoss(CapturedOutput output) {
        setFlags(5, "true");

        store.delete("flag0");
        assertThat(evaluate("flag0").enabled()).isFalse();
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        store.delete("flag1");
        store.delete("flag2");

        assertThat(evaluate("flag0")).isEqualTo(answer("flag0", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("flag1")).isEqualTo(answer("flag1", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(evaluate("flag2")).isEqualTo(answer("flag2", true, Reason.STATIC, Source.LAST_KNOWN));
        setFlags(3, "false");
        assertThat(output)
                .containsOnlyOnce("of 5 feature flags are gone from the store at once")
                .containsOnlyOnce("have all been set again");
    }

    @Test
    void lastOfAllThatDisappearInTurnIsLostToo(CapturedOutput output) {
        setFlags(5, "true");
        IntStream.range(0, 5).forEach(flag -> store.delete("flag" + flag));

        assertThat(IntStream.range(0, 5))
                .allMatch(flag -> evaluate("flag" + flag).source() == Source.LAST_KNOWN);
        assertThat(output).containsOnlyOnce("of 5 feature flags are gone from the store at once");
        setFlags(5, "true");
        store.delete("flag0");
        assertThat(evaluate("flag0").enabled()).isFalse();
    }

    @Test
    void valuesThatDisappearInTurnInMoreTimeAreDeleted() {
        setFlags(5, "true");

        for (int flag = 0; flag < 5; flag++) {
            store.delete("flag" + flag);
            nanos.addAndGet(Duration.ofMillis(501).toNanos());
        }

        assertThat(IntStream.range(0, 5))
                .noneMatch(flag -> evaluate("flag" + flag).enabled());
    }

    @Test
    void reportedLossIsNoFlipHoweverFewFlagsThereAre(CapturedOutput output) {
        store.set("off_in_yml", "true");
        cache.copy().dataLost();
        store.delete("off_in_yml");

        assertThat(evaluate("off_in_yml")).isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("1 of 1 feature flags are gone from the store at once");
        store.set("off_in_yml", "true");
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
        store.delete("off_in_yml");
        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.CONFIGURATION);
    }

    @Test
    void storeThatStillHasEverythingHasLostNothing(CapturedOutput output) {
        store.set("off_in_yml", "true");
        cache.copy().dataLost();
        store.set("off_in_yml", "true");

        assertThat(evaluate("off_in_yml").source()).isEqualTo(Source.REDIS);
        assertThat(output).doesNotContain("WARN");
    }

    private void setFlags(int count, String value) {
        IntStream.range(0, count).forEach(flag -> store.set("flag" + flag, value));
    }

    private Evaluation evaluate(String flag) {
        return fixture.evaluate(flag);
    }
}
