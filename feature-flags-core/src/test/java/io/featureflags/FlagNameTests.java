package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "new_checkout_flow", "shop:dark-mode", "a.b.c", "2FA", "A"})
    void acceptsTheGrammar(String name) {
        assertThat(FlagName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "_a", "-a", ".a", "a b", "a{b}", "ä", "a\n", "a/b", "a*"})
    void rejectsEverythingElse(@Nullable String name) {
        assertThat(FlagName.isValid(name)).isFalse();
    }

    @Test
    void agreesWithTheGrammarAboutEachCharacter() {
        Pattern grammar = Pattern.compile(FlagName.GRAMMAR);
        for (int code = 0; code <= Character.MAX_VALUE; code++) {
            char character = (char) code;
            for (String name : List.of("" + character, "a" + character, "a" + character + "a")) {
                assertThat(FlagName.isValid(name))
                        .as("%04x", code)
                        .isEqualTo(grammar.matcher(name).matches());
            }
        }
    }

    @Test
    void hasAtMost128Characters() {
        assertThat(FlagName.isValid("a".repeat(128))).isTrue();
        assertThat(FlagName.isValid("a".repeat(129))).isFalse();
    }
}
