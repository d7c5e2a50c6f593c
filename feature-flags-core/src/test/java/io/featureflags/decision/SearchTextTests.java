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

/** Finds what {@link String#contains} finds, and soon. */
class SearchTextTests {

    @Property
    void findsWhatContainsFinds(@ForAll("texts") String sought, @ForAll("texts") String text) {
        // Once with the usual search, once long enough for the other one.
        assertThat(new SearchText(sought).isIn(text)).isEqualTo(text.contains(sought));
        String longText = "b".repeat(5000) + text + "b".repeat(5000);
        assertThat(new SearchText(sought).isIn(longText)).isEqualTo(longText.contains(sought));
    }

    @Test
    void endOfTheTextCounts() {
        String text = "ab".repeat(3000);
        assertThat(new SearchText("abab").isIn(text)).isTrue();
        assertThat(new SearchText("babb").isIn(text)).isFalse();
        assertThat(new SearchText("babb").isIn(text + "b")).isTrue();
        assertThat(new SearchText("").isIn(text)).isTrue();
    }

    @Test
    void textsThatWereChosenToTakeLongDoNot() {
        SearchText sought = new SearchText("a".repeat(255) + "b");
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
