package io.featureflags.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTests {

    private static final String HOSTILE =
            "\"\\/\b\f\n\r\t\u0000\u001b\u007f\u0085\u2028\u2029\u202e\ud83d\ude00\ud83dä";

    @Test
    void readableTextUsesShortEscapesAndStaysOnOneLine() {
        StringBuilder target = new StringBuilder("x: ");

        JsonText.appendReadable(target, HOSTILE);

        assertThat(target)
                .hasToString("x: \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029"
                        + "\u202e\ud83d\ude00\ud83dä\"");
    }

    @Test
    void printableTextEscapesEverythingThatIsNotPrintable() {
        StringBuilder target = new StringBuilder("x: ");

        JsonText.appendPrintable(target, HOSTILE);

        assertThat(target)
                .hasToString(
                        "x: \"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029"
                                + "\\u202e\\ud83d\\ude00\\ud83dä\"");
    }
}
