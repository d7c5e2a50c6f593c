package io.featureflags.benchmarks.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerOverheadTests {

    /** Only that all are measured: times depend on the machine. */
    @Test
    void allCompilationsAreMeasured() throws Exception {
        assertThat(new CompilerOverhead(3, 1).measure()).matches("\\| 3( \\| \\d+\\.\\d\\d ± \\?){3} \\|");
    }
}
