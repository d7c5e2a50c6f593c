package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTests {

    @Test
    void showsAtMost80Characters() {
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80));
    }

    @Test
    void showsNothingThatBreaksOrForgesALogLine() {
        assertThat(Excerpt.of("a\r\nb\u0000c\u001b[31md\u2028e\u202ef\ud800g")).isEqualTo("a??b?c?[31md?e?f?g");
        assertThat(Excerpt.of("ä😀 <b>")).isEqualTo("ä😀 <b>");
    }
}
