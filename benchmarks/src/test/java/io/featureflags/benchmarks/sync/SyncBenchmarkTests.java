package io.featureflags.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that no figure is missing. Their size depends on the machine, and is for full runs only. */
class SyncBenchmarkTests {

    @Test
    void everyTableHasItsRowsAndNoFigureIsMissing() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        List<Table> tables = new SyncBenchmark(Options.parse("--quick", "--seed=42"), out).run();

        String output = printed.toString(StandardCharsets.UTF_8);
        assertThat(tables)
                .allSatisfy(table -> assertThat(table.isComplete()).as(output).isTrue());
        assertThat(tables)
                .extracting(table -> table.title().replaceFirst(":.*", ""))
                .containsExactly("Propagation", "Frozen", "Memory", "At rest");
        assertThat(output)
                .doesNotContain(Table.NOT_MEASURED)
                .contains("Seed 42.")
                .containsPattern("Redis: \\d+\\.\\d+")
                .containsPattern("JDK: .+")
                .containsPattern("Date: \\d{4}-")
                .containsPattern("frozen : healthy is \\d");
        assertThat(tables.get(0).rows())
                .extracting(row -> String.join(" ", row.get(0), row.get(2), row.get(3), row.get(4)))
                .containsExactly(
                        "TRACKING 10 1 the only one",
                        "TRACKING 10 3 each",
                        "TRACKING 10 3 the last",
                        "TRACKING 200 1 the only one",
                        "TRACKING 200 3 each",
                        "TRACKING 200 3 the last",
                        "POLLING 10 1 the only one",
                        "POLLING 10 3 each",
                        "POLLING 10 3 the last",
                        "POLLING 200 1 the only one",
                        "POLLING 200 3 each",
                        "POLLING 200 3 the last");
        assertThat(tables.get(1).rows())
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly("isEnabled healthy", "isEnabled frozen", "control healthy", "control frozen");
        assertThat(tables.get(1).rows())
                .allSatisfy(row -> assertThat(row.get(8)).isEqualTo("0"));
        assertThat(tables.get(2).rows())
                .extracting(row -> row.get(0) + " " + row.get(1))
                .contains("MemoryOurs 10", "MemoryOurs 1000", "MemoryTogglz 10");
        assertThat(tables.get(3).rows())
                .extracting(row -> row.get(0) + " " + row.get(1))
                .contains("all 10", "all 200");
    }
}
