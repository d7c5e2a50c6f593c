package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedHistoryTests {

    private static AuditEntry entry(String flag, long second) {
        return new AuditEntry(
                second + "-0",
                Instant.ofEpochSecond(second),
                flag,
                "ada",
                ChangeSource.MANUAL,
                "api",
                null,
                "true",
                null,
                "shop",
                "r");
    }

    @Test
    void newestEntriesOfAllFlagsComeFirst() {
        MergedHistory history = new MergedHistory(4);
        history.add(List.of(entry("a", 9), entry("a", 5), entry("a", 1)));
        history.add(List.of());
        history.add(List.of(entry("b", 10), entry("b", 4)));
        history.add(List.of(entry("c", 6)));

        assertThat(history.entries()).containsExactly(entry("b", 10), entry("a", 9), entry("c", 6), entry("a", 5));
    }

    @Test
    void entriesOfOneFlagKeepTheirOrderIfTheClockGoesBack() {
        MergedHistory history = new MergedHistory(10);
        history.add(List.of(entry("a", 3), entry("a", 7)));
        history.add(List.of(entry("b", 5)));

        assertThat(history.entries()).containsExactly(entry("b", 5), entry("a", 3), entry("a", 7));
    }
}
