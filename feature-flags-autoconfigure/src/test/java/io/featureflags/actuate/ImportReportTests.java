package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportReportTests {

    private static final FlagImport PLAN = new FlagImport(
            List.of(
                    new FlagImport.Change(new FlagState("a", "1%", "1-0"), "2%"),
                    new FlagImport.Change(new FlagState("b", "1%", "1-0"), null),
                    new FlagImport.Change(new FlagState("d", null, "0-0"), "2%")),
            List.of("c"));

    private final RuntimeException conflict = new FlagConflictException("1-0", new FlagState("a", "3%", "2-0"));

    @Test
    void reportsTheOutcomeOfEachFlag() {
        ImportReport report = new ImportReport(false, PLAN, Map.of());

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body())
                .hasToString("{dryRun=false, flags=["
                        + "{name=a, outcome=changed, before=1%, after=2%}, "
                        + "{name=b, outcome=deleted, before=1%}, "
                        + "{name=c, outcome=unchanged}, "
                        + "{name=d, outcome=created, after=2%}]}");
    }

    @Test
    void conflictShowsThePresentValue() {
        ImportReport report = new ImportReport(false, PLAN, Map.of("a", conflict));

        assertThat(report.status()).isEqualTo(409);
        assertThat(report.body().toString())
                .contains("{name=a, outcome=conflict, before=1%, after=2%, present=3%, problem=Feature flag 'a' has"
                        + " version 2-0")
                .contains("{name=d, outcome=created, after=2%}");
    }

    @Test
    void reportsRefusalAndLostResponseAsDifferentOutcomes() {
        ImportReport report = new ImportReport(
                false,
                PLAN,
                Map.of(
                        "a",
                        conflict,
                        "b",
                        new FlagStoreException("No b.", true, null),
                        "d",
                        new FlagStoreException("Lost.", false, null)));

        assertThat(report.status()).isEqualTo(503);
        assertThat(report.body().toString())
                .contains("{name=b, outcome=refused, before=1%, problem=No b.}")
                .contains("{name=d, outcome=unanswered, after=2%, problem=Lost.}");
    }
}
