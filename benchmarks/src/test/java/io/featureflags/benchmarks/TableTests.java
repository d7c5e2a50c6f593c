package io.featureflags.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void missingFigureIsPrintedAsNotMeasured() {
        Table table = new Table("Times", "what", "p50", "max");
        table.row("check", "1.50", "20.00");
        assertThat(table.isComplete()).isTrue();

        table.row("other", Table.NOT_MEASURED);
        table.note("A note.");

        assertThat(table.isComplete()).isFalse();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        table.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        "## Times",
                        "",
                        "| what  |          p50 |          max |",
                        "| ----- | ------------ | ------------ |",
                        "| check |         1.50 |        20.00 |",
                        "| other | not measured | not measured |",
                        "",
                        "- A note.");
    }

    @Test
    void tableWithoutRowsIsNotComplete() {
        assertThat(new Table("Times", "what").isComplete()).isFalse();
    }
}
