package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagWrite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerChangeOriginTests {

    private final FaultyLedger ledger = new FaultyLedger();

    private final LedgerChangeOrigin origin = new LedgerChangeOrigin(ledger);

    @Test
    void changesBeforeTheStartAreNotThoseOfItsEvents() {
        ledger.write("flag", "true", FlagWrite.by("job"));
        ledger.write("flag", "false", FlagWrite.by("job"));

        for (int i = 0; i < 2; i++) {
            ledger.write("flag", "true", FlagWrite.by("ada").manually("console"));
            assertThat(sourceOf("false", "true")).isEqualTo(ChangeSource.MANUAL);
            ledger.write("flag", "false", FlagWrite.by("ada").manually("console"));
            assertThat(sourceOf("true", "false")).isEqualTo(ChangeSource.MANUAL);
        }
    }

    @Test
    void changesThatAreNoticedLateHaveTheirOwnSources() {
        ledger.write("flag", "true", FlagWrite.by("ada").manually("console"));
        assertThat(sourceOf(null, "true")).isEqualTo(ChangeSource.MANUAL);
        ledger.write("flag", "false", FlagWrite.by("job"));
        ledger.write("flag", "true", FlagWrite.by("ada").manually("console"));
        ledger.write("flag", "false", FlagWrite.by("ada").manually("console"));

        assertThat(sourceOf("true", "false")).isEqualTo(ChangeSource.AUTOMATED);
        assertThat(sourceOf("false", "true")).isEqualTo(ChangeSource.MANUAL);
        assertThat(sourceOf("true", "false")).isEqualTo(ChangeSource.MANUAL);
    }

    private ChangeSource sourceOf(@Nullable String before, String after) {
        return origin.of(new FeatureFlagChangedEvent("flag", before, after, ChangeSource.EXTERNAL));
    }
}
