package io.featureflags.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Each write of a flag in memory has an audit entry. */
class MemoryStoreTests {

    private static final FlagWrite ADA = FlagWrite.by("ada");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T10:00:00Z"));

    private final List<AuditEntry> recorded = new ArrayList<>();

    private final MemoryStore store = new MemoryStore(clock, "shop", 3, recorded::add);

    private AuditEntry written(String value, FlagWrite write) {
        return Objects.requireNonNull(store.write("checkout", value, write));
    }

    @Test
    void writesTheValueWithItsAuditEntry() {
        assertThat(store.read("checkout")).isEqualTo(new FlagState("checkout", null, FlagState.NO_CHANGES));

        FlagWrite write = FlagWrite.by("grace").manually("actuator").because("canary");
        AuditEntry entry = written("10%", write);

        assertThat(entry)
                .isEqualTo(new AuditEntry(
                        clock.instant().toEpochMilli() + "-0",
                        clock.instant(),
                        "checkout",
                        "grace",
                        ChangeSource.MANUAL,
                        "actuator",
                        null,
                        "10%",
                        "canary",
                        "shop",
                        write.request()));
        assertThat(store.read("checkout")).isEqualTo(new FlagState("checkout", "10%", entry.version()));
        assertThat(store.history("checkout", 10)).containsExactly(entry);
        assertThat(recorded).containsExactly(entry);
        assertThat(store.names()).containsExactly("checkout");
    }

    @Test
    void sameValueAndSameRequestAreNoFurtherChange() {
        FlagWrite once = FlagWrite.by("ada");
        AuditEntry entry = written("true", once);

        assertThat(store.write("checkout", "true", FlagWrite.by("grace"))).isNull();
        store.write("checkout", "false", FlagWrite.by("grace"));
        assertThat(store.write("checkout", "true", once)).isEqualTo(entry);
        assertThat(store.read("checkout").value()).isEqualTo("false");
        assertThat(recorded).hasSize(2);
    }

    @Test
    void otherVersionIsAConflictWithThePresentState() {
        store.write("checkout", "true", ADA);
        FlagState present = store.read("checkout");

        assertThatExceptionOfType(FlagConflictException.class)
                .isThrownBy(() ->
                        store.write("checkout", "false", FlagWrite.by("grace").expecting(FlagState.NO_CHANGES)))
                .withMessage("Feature flag 'checkout' has version " + present.version()
                        + " instead of 0-0: it was changed concurrently. Read the flag again and repeat the change.")
                .satisfies(ex -> assertThat(ex.present()).isEqualTo(present));
        assertThat(store.read("checkout")).isEqualTo(present);
    }

    @Test
    void versionsRiseEvenIfTheClockIsSetBack() {
        String first = written("1%", FlagWrite.by("ada")).version();
        clock.now = clock.instant().minusSeconds(60);
        String second = written("2%", FlagWrite.by("ada")).version();

        assertThat(first).endsWith("-0");
        assertThat(second).isEqualTo(first.replace("-0", "-1"));
    }

    @Test
    void oldEntriesAreRemovedAndTheValueStays() {
        for (int i = 1; i <= 5; i++) {
            store.write("checkout", i + "%", FlagWrite.by("ada"));
        }
        store.write("checkout", null, FlagWrite.by("ada"));

        assertThat(store.history("checkout", 10)).extracting(AuditEntry::before).containsExactly("5%", "4%", "3%");
        assertThat(store.history("checkout", 1)).hasSize(1);
        assertThat(store.read("checkout").value()).isNull();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void ofManyWritersOfOneVersionExactlyOneWins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String version = store.read("checkout").version();
                String value = round + "%";
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    FlagWrite write = FlagWrite.by("writer " + i).expecting(version);
                    writers.add(() -> {
                        try {
                            return store.write("checkout", value, write) != null;
                        } catch (FlagConflictException ex) {
                            return false;
                        }
                    });
                }
                int winners = 0;
                for (Future<Boolean> won : pool.invokeAll(writers)) {
                    winners += won.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
