package io.featureflags.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.decision.FlagValue;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R48: old flags are talked of, and nothing else comes of their age. */
@ExtendWith(OutputCaptureExtension.class)
class HygieneReportTests {

    private static final Instant NOW = Instant.parse("2027-02-01T00:00:00Z");

    private static final LocalDate YESTERDAY = LocalDate.of(2027, 1, 31);

    private final List<FlagFacts> flags = new ArrayList<>();

    private final List<CodeReference> code = new ArrayList<>();

    private @Nullable Instant lastChange;

    private final HygieneReport report = new HygieneReport(() -> flags, new Code(), flag -> lastChange);

    private final class Code implements FlagReferences {

        @Override
        public Set<String> flags() {
            return code.stream().map(CodeReference::flag).collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public List<CodeReference> of(String flag) {
            return code.stream()
                    .filter(reference -> reference.flag().equals(flag))
                    .toList();
        }

        @Override
        public CallCounts calls(String flag) {
            return CallCounts.NONE;
        }
    }

    @ParameterizedTest
    @DisplayName("R48: the kill date is the last day of UTC on which a flag is not too old")
    @CsvSource({"2027-01-31T23:59:59.999999999Z,false", "2027-02-01T00:00:00Z,true"})
    void killDateIsItselfADayOfTheFlagsLife(Instant now, boolean expired, CapturedOutput output) {
        flags.add(flag("checkout", YESTERDAY, false, null));
        report.write(now);
        assertThat(output.toString().contains("past its kill date")).isEqualTo(expired);
    }

    @Test
    void expiredFlagIsNamedWithItsOwnerAndItsCode(CapturedOutput output) {
        flags.add(flag("checkout", YESTERDAY, false, null));
        code.add(reference("checkout", "Shop", null));
        code.add(reference("checkout", "Kiosk", null));
        report.write(NOW.plus(Duration.ofDays(1)));
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains("Feature flag 'checkout' is 2 days past its kill date 2027-01-31. It answers as before. Its"
                        + " owner is team-checkout. Decide for one of its branches and remove the other, with the"
                        + " flag:"
                        + " Shop.buy(), line 7; Kiosk.buy(), line 7.");
    }

    @Test
    void dateOfTheValueCountsBeforeThatOfTheFileAndThatBeforeTheEarliestOfTheCode() {
        LocalDate late = LocalDate.of(2027, 3, 1);
        LocalDate later = LocalDate.of(2027, 4, 1);
        List<CodeReference> dated = List.of(reference("flag", "Late", late), reference("flag", "Early", YESTERDAY));
        FlagValue value = FlagValue.builder().about("what", "team-value", later).build();

        assertThat(flag("flag", null, false, null).killDate(dated)).isEqualTo(YESTERDAY);
        assertThat(flag("flag", null, false, null).killDate(List.of())).isNull();
        assertThat(flag("flag", late, false, null).killDate(dated)).isEqualTo(late);
        assertThat(flag("flag", late, false, value).killDate(dated)).isEqualTo(later);
        assertThat(flag("flag", late, false, FlagValue.of(true)).killDate(dated))
                .isEqualTo(late);
        assertThat(flag("flag", late, true, value).killDate(dated))
                .as("permanent")
                .isNull();
        FlagFacts undefined = new FlagFacts("flag", null, null, null, null, true, false, null);
        assertThat(undefined.killDate(dated)).isEqualTo(YESTERDAY);
        assertThat(undefined.owner()).isNull();
        assertThat(flag("flag", late, false, value).owner()).isEqualTo("team-value");
        assertThat(flag("flag", late, false, value).description()).isEqualTo("what");
        assertThat(flag("flag", late, false, null).owner()).isEqualTo("team-checkout");
    }

    @ParameterizedTest
    @CsvSource({"30,true", "29,false"})
    void flagThatHasNotChangedForThirtyDaysIsReadyForRemoval(int days, boolean ready, CapturedOutput output) {
        flags.add(answering("done", true));
        code.add(reference("done", "Shop", null));
        lastChange = NOW.minus(Duration.ofDays(days));
        report.write(NOW);
        assertThat(output.toString().contains("ready for removal")).isEqualTo(ready);
    }

    @Test
    void whatIsToBeKeptIsSaidWithTheMethodsToCleanUp(CapturedOutput output) {
        flags.add(answering("done", true));
        flags.add(answering("given_up", false));
        flags.add(answering("of_no_code", false));
        code.add(reference("done", "Shop", null));
        code.add(reference("given_up", "Kiosk", null));
        lastChange = NOW.minus(Duration.ofDays(40));
        report.write(NOW);
        assertThat(output)
                .containsOnlyOnce(
                        "Feature flag 'done' has been on for everybody since 2026-12-23, if not longer: it is ready"
                                + " for removal. Keep the new code of: Shop.buy(), line 7 (legacy: legacyBuy()).")
                .containsOnlyOnce(
                        "Feature flag 'given_up' has been off for everybody since 2026-12-23, if not longer: it is"
                                + " ready for removal. Keep the legacy code of: Kiosk.buy(), line 7 (legacy:"
                                + " legacyBuy()).")
                .containsOnlyOnce("Keep the legacy code of: no @FeatureToggle refers to it.")
                .doesNotContain("WARN");
    }

    @Test
    void whatIsNotSureIsNotReadyForRemoval(CapturedOutput output) {
        lastChange = NOW.minus(Duration.ofDays(40));
        flags.add(new FlagFacts("partial", null, "10%", null, null, true, false, null));
        flags.add(new FlagFacts("unreadable", null, "true", null, "wrong type", true, false, true));
        flags.add(new FlagFacts("stale", null, "true", null, null, false, false, true));
        flags.add(new FlagFacts("vanished", null, "true", null, null, true, true, true));
        FlagConfiguration permanent = new FlagConfiguration(true, null, null, null, true);
        flags.add(new FlagFacts("permanent", permanent, null, null, null, true, false, true));
        report.write(NOW);
        lastChange = null;
        flags.add(answering("of_unknown_age", true));
        report.write(NOW);
        assertThat(output).doesNotContain("ready for removal");
    }

    @Test
    void flagsWithoutAKillDateAreAskedForOne(CapturedOutput output) {
        flags.add(flag("a_dated", YESTERDAY, false, null));
        flags.add(flag("b_permanent", null, true, null));
        flags.add(flag("c_undated", null, false, null));
        flags.add(new FlagFacts("d_in_code", null, null, null, null, true, false, false));
        flags.add(new FlagFacts("e_dated_in_code", null, null, null, null, true, false, false));
        flags.add(new FlagFacts("f_gone", null, null, null, null, true, false, null));
        code.add(reference("d_in_code", "Shop", null));
        code.add(reference("e_dated_in_code", "Shop", YESTERDAY));
        report.writeUndated();
        assertThat(output)
                .containsOnlyOnce("Feature flags without a kill date: c_undated, d_in_code. Say with 'expires'");
    }

    private static FlagFacts flag(
            String name, @Nullable LocalDate expires, boolean permanent, @Nullable FlagValue value) {
        FlagConfiguration configuration = new FlagConfiguration(true, null, "team-checkout", expires, permanent);
        return new FlagFacts(name, configuration, value == null ? null : "{}", value, null, true, false, null);
    }

    private static FlagFacts answering(String name, boolean answer) {
        return new FlagFacts(name, null, String.valueOf(answer), FlagValue.of(answer), null, true, false, answer);
    }

    private static CodeReference reference(String flag, String type, @Nullable LocalDate expires) {
        return new CodeReference(flag, type, "buy()", 7, "legacyBuy()", null, expires, CallCounts.NONE);
    }
}
