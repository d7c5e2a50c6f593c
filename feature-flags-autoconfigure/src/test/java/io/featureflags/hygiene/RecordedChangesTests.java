package io.featureflags.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.spi.FlagLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedChangesTests {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final Instant CHANGE = Instant.parse("2026-05-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    private final Ledger ledger = new Ledger();

    private final RecordedChanges changes = new RecordedChanges(ledger, Clock.fixed(START, ZoneOffset.UTC), nanos::get);

    @Test
    void lastEntryHasTheTime() {
        assertThat(changes.of("changed")).isEqualTo(CHANGE);
    }

    @Test
    void flagWithoutAnEntryIsUnchangedSinceTheStart() {
        assertThat(changes.of("other")).isEqualTo(START);
    }

    /** The {@code application.yml} of this start may decide differently. */
    @Test
    void flagWhoseValueWasRemovedIsUnchangedSinceTheStart() {
        assertThat(changes.of("removed")).isEqualTo(START);
    }

    @Test
    void storeThatIsAwayIsCalledOnceAMinute() {
        ledger.away = true;
        assertThat(changes.of("changed")).isNull();
        ledger.away = false;
        assertThat(changes.of("changed")).isNull();
        assertThat(ledger.calls).isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(changes.of("changed")).isEqualTo(CHANGE);
    }

    private static final class Ledger implements FlagLedger {

        private boolean away;

        private int calls;

        @Override
        public List<AuditEntry> history(String flag, int limit) {
            calls++;
            if (away) {
                throw new FlagStoreException("away", true, null);
            }
            if (flag.equals("removed")) {
                return List.of(new AuditEntry(
                        "2-0", CHANGE, flag, "ada", ChangeSource.MANUAL, "api", "false", null, null, "shop", "r"));
            }
            return flag.equals("changed")
                    ? List.of(new AuditEntry(
                            "1-0", CHANGE, flag, "ada", ChangeSource.MANUAL, "api", null, "true", null, "shop", "r"))
                    : List.of();
        }

        @Override
        public Set<String> recorded() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FlagState read(String flag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Set<String> names() {
            return null;
        }
    }
}
