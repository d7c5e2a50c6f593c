package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.admin.LedgerAdmin;
import io.featureflags.spi.FlagLedger;
import io.featureflags.value.JsonFlagDocuments;
import io.featureflags.value.TextFlagValueParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every ledger, for any store. Each test has a flag of its own. */
public abstract class FlagLedgerContract {

    private static final int WRITERS = 50;

    private final String flag = "flag." + UUID.randomUUID();

    /** Returns the ledger under test, which may have other flags. */
    protected abstract FlagLedger ledger();

    @Test
    void unwrittenFlagHasNoValueAndNoHistory() {
        assertThat(ledger().read(flag)).isEqualTo(new FlagState(flag, null, FlagState.NO_CHANGES));
        assertThat(ledger().history(flag, 10)).isEmpty();
    }

    @Test
    void writeIsRecordedWithAllItsDetails() {
        FlagWrite write = FlagWrite.by("ada").manually("actuator").because("a new\nline, \"quotes\" and ü");
        AuditEntry entry = Objects.requireNonNull(ledger().write(flag, "10%", write));

        assertThat(entry.flag()).isEqualTo(flag);
        assertThat(entry.actor()).isEqualTo("ada");
        assertThat(entry.source()).isEqualTo(ChangeSource.MANUAL);
        assertThat(entry.via()).isEqualTo("actuator");
        assertThat(entry.before()).isNull();
        assertThat(entry.after()).isEqualTo("10%");
        assertThat(entry.reason()).isEqualTo("a new\nline, \"quotes\" and ü");
        assertThat(entry.instance()).isNotBlank();
        assertThat(entry.request()).isEqualTo(write.request());
        assertThat(ledger().read(flag)).isEqualTo(new FlagState(flag, "10%", entry.version()));
        assertThat(ledger().history(flag, 10)).containsExactly(entry);
    }

    @Test
    void emptyValueIsAValue() {
        ledger().write(flag, "", FlagWrite.by("ada"));

        assertThat(ledger().read(flag).value()).isEmpty();
        assertThat(ledger().history(flag, 1)).extracting(AuditEntry::after).containsExactly("");
    }

    @Test
    void historyIsNewestFirstAndWithoutGaps() {
        List<String> values = List.of("true", "false", "10%", "20%");
        values.forEach(value -> ledger().write(flag, value, FlagWrite.by("ada")));

        assertThat(ledger().history(flag, 10))
                .extracting(AuditEntry::after)
                .containsExactly("20%", "10%", "false", "true");
        assertThat(ledger().history(flag, 10))
                .extracting(AuditEntry::before)
                .containsExactly("10%", "false", "true", null);
        assertThat(ledger().history(flag, 2)).extracting(AuditEntry::after).containsExactly("20%", "10%");
    }

    @Test
    void deletedFlagHasNoValueAndKeepsItsHistory() {
        ledger().write(flag, "true", FlagWrite.by("ada"));
        AuditEntry entry = Objects.requireNonNull(ledger().write(flag, null, FlagWrite.by("ben")));

        assertThat(entry.before()).isEqualTo("true");
        assertThat(entry.after()).isNull();
        assertThat(ledger().read(flag)).isEqualTo(new FlagState(flag, null, entry.version()));
        assertThat(ledger().history(flag, 10)).hasSize(2);
    }

    @Test
    void sameValueIsNoChange() {
        ledger().write(flag, "true", FlagWrite.by("ada"));
        FlagState before = ledger().read(flag);

        assertThat(ledger().write(flag, "true", FlagWrite.by("ben"))).isNull();
        assertThat(ledger().read(flag)).isEqualTo(before);
        assertThat(ledger().write(flag + ".none", null, FlagWrite.by("ben"))).isNull();
        assertThat(ledger().history(flag, 10)).hasSize(1);
    }

    @Test
    void staleVersionIsAConflictWithThePresentState() {
        ledger().write(flag, "true", FlagWrite.by("ada").expecting(FlagState.NO_CHANGES));
        FlagState present = ledger().read(flag);
        FlagConflictException conflict = catchThrowableOfType(
                FlagConflictException.class,
                () -> ledger().write(flag, "false", FlagWrite.by("ben").expecting(FlagState.NO_CHANGES)));

        assertThat(conflict.present()).isEqualTo(present);
        assertThat(ledger().read(flag)).isEqualTo(present);
        assertThat(ledger().write(flag, "false", FlagWrite.by("ben").expecting(present.version())))
                .isNotNull();
    }

    @Test
    void requestThatWasCarriedOutIsNotCarriedOutAgain() {
        FlagWrite write = FlagWrite.by("ada").expecting(FlagState.NO_CHANGES);
        AuditEntry entry = ledger().write(flag, "true", write);
        ledger().write(flag, "false", FlagWrite.by("ben"));

        assertThat(ledger().write(flag, "true", write)).isEqualTo(entry);
        assertThat(ledger().read(flag).value()).isEqualTo("false");
        assertThat(ledger().history(flag, 10)).hasSize(2);
    }

    @Test
    void oneOfFiftyWritersWithTheSameVersionWins() throws InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < 3; round++) {
                String version = ledger().read(flag).version();
                String prefix = "{\"enabled\": true, \"description\": \"" + round + ".";
                List<Callable<Boolean>> writes = IntStream.range(0, WRITERS)
                        .<Callable<Boolean>>mapToObj(writer -> () -> wins(prefix + writer + "\"}", version))
                        .toList();
                int winners = 0;
                for (Future<Boolean> won : writers.invokeAll(writes)) {
                    winners += won.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
                assertThat(ledger().history(flag, WRITERS)).hasSize(round + 1);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean wins(String value, String version) {
        try {
            return ledger().write(flag, value, FlagWrite.by("ada").expecting(version)) != null;
        } catch (FlagConflictException ex) {
            return false;
        }
    }

    @Test
    void namesAreThoseOfFlagsThatHaveAValue() {
        ledger().write(flag + ".a", "true", FlagWrite.by("ada"));
        ledger().write(flag + ":b", "true", FlagWrite.by("ada"));
        ledger().write(flag + ".c", "true", FlagWrite.by("ada"));
        ledger().write(flag + ".c", null, FlagWrite.by("ada"));

        assertThat(ledger().names()).contains(flag + ".a", flag + ":b").doesNotContain(flag + ".c");
        assertThat(ledger().recorded())
                .contains(flag + ".a", flag + ":b", flag + ".c")
                .doesNotContain(flag + ".none");
    }

    @Test
    void historyOfAllFlagsIncludesDeletedOnes() {
        ledger().write(flag + ".a", "1%", FlagWrite.by("ada"));
        ledger().write(flag + ":b", "2%", FlagWrite.by("ada"));
        ledger().write(flag + ".a", "3%", FlagWrite.by("ada"));
        ledger().write(flag + ":b", null, FlagWrite.by("ada"));

        assertThat(admin().history(10_000))
                .filteredOn(entry -> entry.flag().startsWith(flag))
                .extracting(AuditEntry::after)
                .containsExactly(null, "3%", "2%", "1%");
        assertThat(admin().history(2)).extracting(AuditEntry::flag).containsExactly(flag + ":b", flag + ".a");
    }

    @Test
    void exportedDocumentIsRestoredByAnImport() {
        FlagDocuments documents = new JsonFlagDocuments();
        ledger().write(flag + ".a", "{\"enabled\": true, \"description\": \"grüße\"}", FlagWrite.by("ada"));
        ledger().write(flag + ":b", "10%", FlagWrite.by("ada"));
        ledger().write(flag + ".c", "true", FlagWrite.by("ada"));
        String document = documents.write(exported());
        ledger().write(flag + ".a", "false", FlagWrite.by("ada"));
        ledger().write(flag + ":b", null, FlagWrite.by("ada"));
        ledger().write(flag + ".young", "true", FlagWrite.by("ada"));

        FlagImport plan = admin().planImport(documents.read(document));
        assertThat(plan.unchanged()).containsExactly(flag + ".c");
        assertThat(plan.changes())
                .extracting(change -> change.before().value(), FlagImport.Change::after)
                .containsExactly(tuple("false", "{\"enabled\": true, \"description\": \"grüße\"}"), tuple(null, "10%"));
        assertThat(exported()).containsEntry(flag + ".a", "false");
        assertThat(admin().carryOut(
                                plan, FlagWrite.by("ben").manually("actuator").because("move")))
                .isEmpty();

        Map<String, String> expected = new TreeMap<>();
        documents.read(document).forEach((name, value) -> expected.put(name, String.valueOf(value)));
        expected.put(flag + ".young", "true"); // Not in the document, and so unchanged.
        assertThat(exported()).isEqualTo(expected);
        assertThat(ledger().history(flag + ":b", 1)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ben");
            assertThat(entry.source()).isEqualTo(ChangeSource.MANUAL);
            assertThat(entry.reason()).isEqualTo("move");
        });
    }

    private Map<String, String> exported() {
        Map<String, String> values = new TreeMap<>(admin().exportValues());
        values.keySet().removeIf(name -> !name.startsWith(flag));
        return values;
    }

    /** Creates an admin that knows only the flags of the store. */
    private FeatureFlagAdmin admin() {
        return new LedgerAdmin(ledger(), List::of, new TextFlagValueParser(), 1_000_000);
    }
}
