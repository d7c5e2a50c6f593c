package io.featureflags.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kit")
class KitOverheadTests {

    /** Only that everything is measured, and that the flags of the kit are in force: times depend on the machine. */
    @Test
    void everyTimeIsMeasured() throws Exception {
        assertThat(new KitOverhead(1, 1, 2).measure().values())
                .hasSize(4)
                .allMatch(row -> row.matches("\\| [a-zA-Z0-9 ,µ]+( \\| -?\\d+\\.\\d\\d ± \\?){3} \\|"));
    }
}
