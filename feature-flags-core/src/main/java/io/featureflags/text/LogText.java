package io.featureflags.text;

/** As much of a text that others wrote as a log line may show, without anything that could break or forge a line. */
public final class LogText {

    private static final int MAX_LENGTH = 80;

    private LogText() {}

    /**
     * The beginning of a text.
     *
     * @param value a text
     * @return its first 80 characters, with a question mark in the place of each that is not printable
     */
    public static String of(String value) {
        return of(value, MAX_LENGTH);
    }

    /**
     * The beginning of a text.
     *
     * @param value a text
     * @param length how many characters at most
     * @return its beginning, with a question mark in the place of each character that is not printable
     */
    public static String of(String value, int length) {
        StringBuilder excerpt = new StringBuilder();
        value.codePoints().limit(length).forEach(character -> excerpt.appendCodePoint(printable(character)));
        return excerpt.toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> character;
        };
    }
}
