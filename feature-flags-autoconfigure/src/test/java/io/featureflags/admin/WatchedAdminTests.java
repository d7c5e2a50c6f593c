package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for in vain is told as what it is, and is in no record. */
class WatchedAdminTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final FaultyLedger ledger = new FaultyLedger();

    private final List<FailedWrite> failed = new ArrayList<>();

    private final AuditListener audit = new AuditListener() {

        @Override
        public void recorded(AuditEntry entry) {
            throw new AssertionError("The store tells of it: " + entry);
        }

        @Override
        public void failed(FailedWrite write) {
            failed.add(write);
        }
    };

    private final FeatureFlagAdmin admin = new WatchedAdmin(
            new LedgerAdmin(ledger, List::of, new TextFlagValueParser(), 20), audit, Clock.fixed(NOW, ZoneOffset.UTC));

    private void assertTold(String flag, FailedWrite.Problem problem) {
        assertThat(failed).singleElement().satisfies(write -> {
            assertThat(write.flag()).isEqualTo(flag);
            assertThat(write.problem()).isEqualTo(problem);
            assertThat(write.at()).isEqualTo(NOW);
            assertThat(write.write().actor()).isEqualTo("ada");
            assertThat(write.message()).isNotBlank();
        });
        failed.clear();
    }

    /** Each is a request of its own. */
    private static FlagWrite ada() {
        return FlagWrite.by("ada").manually("console").because("canary");
    }

    @Test
    void changeThatIsMadeIsNotTold() {
        admin.set("a", "true", ada());
        admin.set("a", "true", ada());
        admin.restore(admin.history("a", 1).get(0), ada());
        admin.delete("a", ada());
        assertThat(admin.carryOut(admin.planImport(Map.of("a", "1%")), ada())).isEmpty();

        assertThat(failed).isEmpty();
        assertThat(admin.exportValues()).containsExactly(Map.entry("a", "1%"));
    }

    @Test
    void conflictIsTold() {
        admin.set("a", "true", ada());
        FlagWrite stale = ada().expecting("9-9");
        assertThatExceptionOfType(FlagConflictException.class).isThrownBy(() -> admin.set("a", "false", stale));

        assertThat(failed).singleElement().satisfies(write -> {
            assertThat(write.value()).isEqualTo("false");
            assertThat(write.write()).isEqualTo(stale);
        });
        assertTold("a", FailedWrite.Problem.CONFLICT);
        assertThatExceptionOfType(FlagConflictException.class)
                .isThrownBy(() -> admin.delete("a", ada().expecting("9-9")));
        assertThat(failed).extracting(FailedWrite::value).containsOnlyNulls();
        assertTold("a", FailedWrite.Problem.CONFLICT);
        assertThat(admin.history(10)).hasSize(1);
    }

    @Test
    void whatCannotBeMeantIsTold() {
        assertThatExceptionOfType(InvalidFlagValueException.class).isThrownBy(() -> admin.set("a", "maybe", ada()));
        assertTold("a", FailedWrite.Problem.INVALID);
        assertThatIllegalArgumentException().isThrownBy(() -> admin.set("no name", "true", ada()));
        assertTold("no name", FailedWrite.Problem.INVALID);
    }

    @Test
    void storeThatRefusesIsToldApartFromAnAnswerThatGotLost() {
        ledger.refused.put("a", Duration.ZERO);
        assertThatExceptionOfType(FlagStoreException.class).isThrownBy(() -> admin.delete("a", ada()));
        assertTold("a", FailedWrite.Problem.STORE);
        ledger.losesAnswers = true;
        assertThatExceptionOfType(FlagStoreException.class).isThrownBy(() -> admin.set("a", "true", ada()));
        assertTold("a", FailedWrite.Problem.UNANSWERED);
    }

    @Test
    void importTellsOfEachFlagThatIsNotWritten() {
        FlagImport plan = admin.planImport(Map.of("a", "1%", "b", "1%", "c", "1%"));
        ledger.flags.write("a", "true", FlagWrite.by("grace"));
        ledger.refused.put("b", Duration.ZERO);

        FlagWrite write = ada();
        assertThat(admin.carryOut(plan, write)).containsOnlyKeys("a", "b");

        assertThat(failed)
                .extracting(FailedWrite::problem)
                .containsExactly(FailedWrite.Problem.CONFLICT, FailedWrite.Problem.STORE);
        assertThat(failed.get(0).write()).isEqualTo(write.expecting(FlagState.NO_CHANGES));
        assertThat(failed.get(0).value()).isEqualTo("1%");
    }
}
