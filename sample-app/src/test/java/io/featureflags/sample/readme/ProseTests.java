package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts name their actors, and let programs return, log, reject, retry and notify. */
class ProseTests {

    private static final double AVOIDED_PER_1000_WORDS = 2;

    private static final Pattern AVOIDED =
            Pattern.compile("(?i)\\b(?:whoever|whatever|whomever|nobody|somebody|anybody|one's own|he|his|him"
                    + "|tells?|told|says?|said|asks?|asked|asking|gets? to know|got to know"
                    + "|mend(?:s|ed|ing)?|ma(?:k|d)(?:e|es|ing)? up for)\\b");

    private static final Pattern WORD = Pattern.compile("\\b[A-Za-z']+\\b");

    /** Comments of all kinds, and text in quotes or in blocks. */
    private static final Pattern JAVA_TEXT =
            Pattern.compile("(?s)/\\*.*?\\*/|(?m)//[^\\n]*$|\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"");

    private static List<Page> pages() throws IOException {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesAvoidVagueWords(Page page) {
        assertFewIn(page + "", String.join("\n", page.prose()).replaceAll("`[^`]*`", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-app", "consumer-it"})
    void commentsAndMessagesAvoidVagueWords(String module) throws IOException {
        StringBuilder texts = new StringBuilder();
        for (Path file : SourceFiles.of(module)) {
            // The list of these words is not prose.
            if (!file.endsWith("ProseTests.java")) {
                JAVA_TEXT
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(text -> texts.append(text.group()).append('\n'));
            }
        }
        assertFewIn(module, texts.toString());
    }

    @Test
    void vagueWordsAreFound() {
        List<String> found = new ArrayList<>();
        AVOIDED.matcher("Whoever asks is told; it makes up for that. The basket has his task.")
                .results()
                .map(MatchResult::group)
                .forEach(found::add);
        assertThat(found).containsExactly("Whoever", "asks", "told", "makes up for", "his");
    }

    private static void assertFewIn(String name, String text) {
        List<String> avoided =
                AVOIDED.matcher(text).results().map(MatchResult::group).toList();
        long words = WORD.matcher(text).results().count();
        assertThat(avoided.size() * 1000.0 / words)
                .as("%s of %s words in %s", avoided, words, name)
                .isLessThanOrEqualTo(AVOIDED_PER_1000_WORDS);
    }
}
