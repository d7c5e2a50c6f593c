package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Finds what {@link String#contains} finds, in linear time. */
class SubstringMatcherTests {

    @Property
    void findsWhatContainsFinds(@ForAll("texts") String sought, @ForAll("texts") String text) {
        // Once with the search of the platform, once long enough for the other algorithm.
        assertThat(new SubstringMatcher(sought).isIn(text)).isEqualTo(text.contains(sought));
        String longText = "b".repeat(5000) + text + "b".repeat(5000);
        assertThat(new SubstringMatcher(sought).isIn(longText)).isEqualTo(longText.contains(sought));
    }

    @Test
    void matchAtTheEndIsFound() {
        String text = "ab".repeat(3000);
        assertThat(new SubstringMatcher("abab").isIn(text)).isTrue();
        assertThat(new SubstringMatcher("babb").isIn(text)).isFalse();
        assertThat(new SubstringMatcher("babb").isIn(text + "b")).isTrue();
        assertThat(new SubstringMatcher("").isIn(text)).isTrue();
    }

    @Test
    void worstCaseTextsTakeLinearTime() {
        SubstringMatcher sought = new SubstringMatcher("a".repeat(255) + "b");
        String text = "a".repeat(65_536);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(sought.isIn(text)).isFalse();
            }
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(30);
    }
}
