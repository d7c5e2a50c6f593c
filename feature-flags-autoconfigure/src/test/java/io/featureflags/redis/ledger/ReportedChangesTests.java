package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.StoredValue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportedChangesTests {

    private final AtomicLong now = new AtomicLong();

    private final ReportedChanges reported = new ReportedChanges("feature:", now::get);

    @Test
    void changeWhoseRecordIsNotReportedBeforeItIsExternal() {
        reported.changed("checkout");
        reported.read("checkout", new StoredValue.Text("true"), true);

        assertThat(reported.isExternal(change("true"))).isTrue();
        assertThat(reported.isExternal(change("false"))).isFalse();
        assertThat(reported.end("checkout")).isFalse();
    }

    @Test
    void changeWhoseRecordIsReportedTogetherWithItMayBeAWrite() {
        reported.recorded("checkout");
        reported.changed("checkout");
        reported.read("checkout", new StoredValue.Text("true"), true);

        assertThat(reported.isExternal(change("true"))).isFalse();
    }

    @Test
    void recordOfAnEarlierChangeIsNoneOfALaterOne() {
        reported.recorded("checkout");
        now.addAndGet(Duration.ofMillis(51).toNanos());
        reported.changed("checkout");
        reported.read("checkout", new StoredValue.Text("true"), true);

        assertThat(reported.isExternal(change("true"))).isTrue();
    }

    @Test
    void recordThatIsReportedWhileTheFlagIsReadIsRemembered() {
        reported.changed("checkout");
        reported.recorded("checkout");
        reported.read("checkout", new StoredValue.Text("true"), true);

        assertThat(reported.end("checkout")).isTrue();
    }

    /** Redis sends reports of {@code app:} before those of {@code audit-last:}. */
    @Test
    void nothingIsKnownToBeExternalWhereRecordsAreReportedLast() {
        ReportedChanges last = new ReportedChanges("app:", now::get);
        last.changed("checkout");
        last.read("checkout", new StoredValue.Text("true"), true);

        assertThat(last.isExternal(change("true"))).isFalse();
    }

    private static FeatureFlagChangedEvent change(String after) {
        return new FeatureFlagChangedEvent("checkout", null, after, ChangeSource.EXTERNAL);
    }
}
