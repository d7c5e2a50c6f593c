package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of prose, as far as they can be counted: actors have names, and programs return, log or reject. Counted are
 * comments and string literals of Java, and all words of a page.
 */
class ProseTests {

    private static final double LIMIT = 2.0;

    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\""
                    + "|'(?:\\\\.|[^'\\\\\\n])*+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z']*");

    /** Rules 2 and 3 of the prose. Matched as whole words. */
    private static final Pattern AVOIDED = Pattern.compile(
            "\\b(?:tells?|told|telling|says?|said|saying|asks?|asked|asking|nobody|somebody|whoever|whatever|whomever"
                    + "|one's own|he|him|his|mend(?:s|ed|ing)?|(?:make|makes|made|making) up for"
                    + "|(?:get|gets|got|getting) to know)\\b",
            Pattern.CASE_INSENSITIVE);

    static List<String> modules() {
        return SourceFiles.ALL;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void commentsAndMessagesOfMainCode(String module) {
        check(SourceFiles.java(List.of(module), "main"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void commentsAndMessagesOfTests(String module) {
        check(SourceFiles.java(List.of(module), "test"));
    }

    @Test
    void pages() {
        check(SourceFiles.pages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Whoever calls. */",
                "// Redis tells of it.",
                "log.warn(\"Nobody answers\");",
                "String s = \"\"\"\n        made up for\n        \"\"\";"
            })
    void aPlantedWordIsFound(String java) {
        assertThat(prose(java).flatMap(ProseTests::avoided)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int said = told('\"');", "// whatsoever, askew, the", "char quote = '\"'; boolean nobody;"})
    void codeAndOtherWordsAreNot(String java) {
        assertThat(prose(java).flatMap(ProseTests::avoided)).isEmpty();
    }

    private static void check(List<Path> files) {
        List<String> found = new ArrayList<>();
        long words = 0;
        for (Path file : files) {
            String text = SourceFiles.text(file);
            List<String> prose = file.toString().endsWith(".md")
                    ? List.of(text)
                    : prose(text).toList();
            for (String part : prose) {
                words += WORD.matcher(part).results().count();
                avoided(part).map(word -> file + ": " + word).forEach(found::add);
            }
        }
        assertThat(found.size() * 1000.0 / Math.max(words, 1))
                .as("words of %s per 1,000 in %d words: %s", AVOIDED, words, String.join("\n", found))
                .isLessThanOrEqualTo(LIMIT);
    }

    private static Stream<String> prose(String java) {
        return COMMENT_OR_LITERAL
                .matcher(java)
                .results()
                .map(MatchResult::group)
                .filter(part -> !part.startsWith("'"));
    }

    private static Stream<String> avoided(String text) {
        return AVOIDED.matcher(text).results().map(MatchResult::group);
    }
}
