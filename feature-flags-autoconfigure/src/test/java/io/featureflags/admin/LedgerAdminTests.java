package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.FlagFacts;
import io.featureflags.value.TextFlagValueParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A refusal of one flag delays no other, and a store that does not respond is not called for each flag. */
class LedgerAdminTests {

    private static final int MAX_SIZE = 20;

    private final FaultyLedger ledger = new FaultyLedger();

    private final LedgerAdmin admin =
            new LedgerAdmin(ledger, List::of, new WriteChecks(new TextFlagValueParser(), MAX_SIZE), () -> ledger.now);

    private void stored(String... flags) {
        for (String flag : flags) {
            ledger.flags.write(flag, "true", FlagWrite.by("ada"));
        }
    }

    private void refuse(Duration wait, String... flags) {
        for (String flag : flags) {
            ledger.refused.put(flag, wait);
        }
    }

    @Test
    void refusedFlagIsLeftOutOfTheListAndFailsAnExport() {
        stored("a", "b", "c");
        refuse(Duration.ofMillis(1), "b");

        assertThat(admin.list()).extracting(FlagState::name).containsExactly("a", "c");
        assertThatExceptionOfType(FlagStoreException.class)
                .isThrownBy(admin::exportValues)
                .withMessage("No b");
    }

    @Test
    void listIsBoundedAndHasAllMentionedFlags() {
        IntStream.range(0, FeatureFlagAdmin.MAX_LISTED + 5).forEach(i -> stored("tenant." + (100_000 + i)));
        stored("zebra");
        FlagFacts zebra = new FlagFacts("zebra", null, null, null, null, true, false, null);
        LedgerAdmin knowing = new LedgerAdmin(ledger, () -> List.of(zebra), new TextFlagValueParser(), MAX_SIZE);

        assertThat(knowing.list())
                .hasSize(FeatureFlagAdmin.MAX_LISTED + 1)
                .extracting(FlagState::name)
                .startsWith("tenant.100000")
                .endsWith("tenant.109999", "zebra");
        assertThat(knowing.exportValues()).hasSize(FeatureFlagAdmin.MAX_LISTED + 6);
    }

    @Test
    void storeThatDoesNotListItsFlagsFailsAnExport() {
        stored("a");
        ledger.listsNoNames = true;

        assertThatExceptionOfType(FlagStoreException.class)
                .isThrownBy(admin::exportValues)
                .withMessageStartingWith("Feature flags cannot be exported: the store does not list its flags.");
    }

    @Test
    void historyOfAllHasMentionedFlagsIfTheStoreListsNone() {
        stored("a", "b");
        ledger.listsNoNames = true;
        FlagFacts mentioned = new FlagFacts("a", null, null, null, null, true, false, null);
        LedgerAdmin knowing = new LedgerAdmin(ledger, () -> List.of(mentioned), new TextFlagValueParser(), MAX_SIZE);

        assertThat(knowing.history(10)).extracting(AuditEntry::flag).containsExactly("a");
    }

    @Test
    void listFailsIfAllFlagsAreRefused() {
        stored("a", "b");
        refuse(Duration.ofMillis(1), "a", "b");

        assertThatExceptionOfType(FlagStoreException.class).isThrownBy(admin::list);
    }

    @Test
    void storeThatDoesNotRespondIsNotCalledForEachFlag() {
        stored("a", "b", "c", "d");
        refuse(Duration.ofSeconds(1), "b", "c", "d");

        assertThatExceptionOfType(FlagStoreException.class)
                .isThrownBy(admin::list)
                .withMessage("No c");
        assertThat(ledger.calls).containsExactly("a", "b", "c");
    }

    @Test
    void importContinuesAfterRefusedFlags() {
        FlagImport plan = admin.planImport(Map.of("a", "1%", "b", "1%", "c", "1%", "d", "1%"));
        refuse(Duration.ofMillis(1), "a", "b", "c");

        assertThat(admin.carryOut(plan, FlagWrite.by("import"))).containsOnlyKeys("a", "b", "c");
        assertThat(ledger.flags.names()).containsExactly("d");
    }

    @Test
    void importEndsIfTheStoreDoesNotRespondAndNamesTheRest() {
        FlagImport plan = admin.planImport(Map.of("a", "1%", "b", "1%", "c", "1%", "d", "1%"));
        refuse(Duration.ofSeconds(1), "b", "c");
        ledger.calls.clear();

        Map<String, RuntimeException> failures = admin.carryOut(plan, FlagWrite.by("import"));

        assertThat(failures).containsOnlyKeys("b", "c", "d");
        assertThat(failures.get("d"))
                .isInstanceOf(FlagStoreException.class)
                .hasMessage("Feature flag 'd' was not written: the store did not respond for the flags before it.");
        assertThat(ledger.calls).containsExactly("a", "b", "c");
        assertThat(ledger.flags.names()).containsExactly("a");
    }

    @Test
    void repeatedImportWritesWhatIsMissing() {
        FlagImport plan = admin.planImport(Map.of("a", "1%", "b", "1%"));
        FlagWrite write = FlagWrite.by("import").because("move");
        refuse(Duration.ofMillis(1), "b");
        assertThat(admin.carryOut(plan, write)).containsOnlyKeys("b");
        ledger.refused.clear();

        assertThat(admin.carryOut(plan, write)).isEmpty();
        assertThat(ledger.flags.history("a", 10)).hasSize(1);
        assertThat(ledger.flags.history("b", 10)).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("import");
            assertThat(entry.reason()).isEqualTo("move");
        });
    }

    @Test
    void laterImportWithTheSameWriteIsCarriedOut() {
        FlagWrite write = FlagWrite.by("import");
        admin.carryOut(admin.planImport(Map.of("a", "1%")), write);
        admin.carryOut(admin.planImport(Map.of("a", "2%")), write);

        assertThat(ledger.flags.read("a").value()).isEqualTo("2%");
    }

    @Test
    void planThatWasNotMadeByTheAdminIsCheckedToo() {
        FlagImport plan = new FlagImport(
                List.of(
                        new FlagImport.Change(new FlagState("a", null, FlagState.NO_CHANGES), "maybe"),
                        new FlagImport.Change(new FlagState("no name", null, FlagState.NO_CHANGES), "true"),
                        new FlagImport.Change(new FlagState("z", null, FlagState.NO_CHANGES), "true")),
                List.of());

        Map<String, RuntimeException> failures = admin.carryOut(plan, FlagWrite.by("import"));

        assertThat(failures).containsOnlyKeys("a", "no name");
        assertThat(ledger.calls).containsExactly("z");
    }

    @Test
    void restoredValueNeedNotBeUnderstoodButMustNotBeTooLarge() {
        assertThat(admin.restore(changeTo("maybe"), FlagWrite.by("ada")).value())
                .isEqualTo("maybe");
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> admin.restore(changeTo("x".repeat(MAX_SIZE + 1)), FlagWrite.by("ada")))
                .withMessage("it has 21 bytes, and feature-flags.redis.max-value-size allows 20");
        assertThat(admin.restore(changeTo(null), FlagWrite.by("ada")).value()).isNull();
    }

    private static AuditEntry changeTo(@Nullable String value) {
        return new AuditEntry(
                "1-0", Instant.EPOCH, "a", "?", ChangeSource.EXTERNAL, "redis", null, value, null, "shop", null);
    }

    @Test
    void namesInMessagesBreakNoLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> admin.get("a\nb"))
                .withMessageStartingWith("Flag name 'a?b' does not match");
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> admin.planImport(Map.of("a\nb", "true")))
                .withMessageStartingWith("a?b: Flag name 'a?b' does not match");
        assertThat(ledger.calls).isEmpty();
    }
}
