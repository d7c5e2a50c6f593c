package io.featureflags.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTests {

    @Test
    void showsAtMost80Characters() {
        assertThat(LogText.of("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(LogText.of("x".repeat(81))).isEqualTo("x".repeat(80));
    }

    @Test
    void showsNothingThatBreaksOrForgesALogLine() {
        assertThat(LogText.of("a\r\nb\u0000c\u001b[31md\u2028e\u202ef\ud800g")).isEqualTo("a??b?c?[31md?e?f?g");
        assertThat(LogText.of("ä😀 <b>")).isEqualTo("ä😀 <b>");
    }
}
