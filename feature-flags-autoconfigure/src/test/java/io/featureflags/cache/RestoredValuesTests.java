package io.featureflags.cache;

import static io.featureflags.cache.FlagCacheFixture.ANNA;
import static io.featureflags.cache.FlagCacheFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.StoredValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Last known values are saved in the snapshot, and restored at the next start. */
@ExtendWith(OutputCaptureExtension.class)
class RestoredValuesTests {

    private final FlagCacheFixture fixture = new FlagCacheFixture();

    private final MemorySnapshot snapshot = fixture.snapshot;

    @Test
    void lastKnownValuesAreKeptOutsideOfTheProcess() {
        fixture.store.set("off_in_yml", "true");
        fixture.store.set("brand_new", "10%");
        assertThat(snapshot.values()).containsOnly(Map.entry("off_in_yml", "true"), Map.entry("brand_new", "10%"));

        fixture.cache.copy().storeLost(fixture.cache.copy().names());
        fixture.store.delete("brand_new");
        assertThat(snapshot.values()).containsOnly(Map.entry("off_in_yml", "true"));
    }

    @Test
    void restoredValuesAnswerUntilTheStoreResponds(CapturedOutput output) {
        snapshot.save(() -> Map.of("off_in_yml", "true", "gone", "true", "gone_too", "true", "also_gone", "true"));
        FlagCache restarted = fixture.restartWithoutStore(Map.of("off_in_yml", FlagCacheFixture.configured(false)));
        assertThat(restarted.flag("off_in_yml").evaluate(ANNA))
                .isEqualTo(answer("off_in_yml", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(restarted.flag("gone").isEnabled(ANNA)).isTrue();

        // Flags that were deleted while no instance was running are no loss.
        restarted
                .copy()
                .update(Map.of(
                        "off_in_yml", new StoredValue.Absent(),
                        "gone", new StoredValue.Absent(),
                        "gone_too", new StoredValue.Absent(),
                        "also_gone", new StoredValue.Absent()));

        assertThat(restarted.flag("off_in_yml").evaluate(ANNA).source()).isEqualTo(Source.CONFIGURATION);
        assertThat(restarted.flag("gone").isEnabled(ANNA)).isFalse();
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void storeThatComesBackEmptyHasLostRestoredValues(CapturedOutput output) {
        snapshot.save(() -> Map.of("one", "true", "two", "true", "three", "true"));
        FlagCache restarted = fixture.restartWithoutStore(Map.of());

        restarted.copy().storeLost(restarted.copy().names());
        restarted
                .copy()
                .update(Map.of(
                        "one",
                        new StoredValue.Absent(),
                        "two",
                        new StoredValue.Absent(),
                        "three",
                        new StoredValue.Absent()));

        assertThat(restarted.flag("two").evaluate(ANNA))
                .isEqualTo(answer("two", true, Reason.STATIC, Source.LAST_KNOWN));
        assertThat(output).containsOnlyOnce("3 of 3 feature flags are gone from the store at once");
    }
}
