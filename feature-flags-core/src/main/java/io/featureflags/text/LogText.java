package io.featureflags.text;

/**
 * Excerpts of foreign text for log lines and messages. An excerpt holds only printable characters, so that it can
 * neither break nor forge a line.
 */
public final class LogText {

    private static final int MAX_LENGTH = 80;

    private LogText() {}

    /**
     * Returns the beginning of a text.
     *
     * @param value any text
     * @return its first 80 characters, with a question mark in place of each character that is not printable
     */
    public static String of(String value) {
        return of(value, MAX_LENGTH);
    }

    /**
     * Returns the beginning of a text.
     *
     * @param value any text
     * @param length maximum number of characters (Unicode code points), not negative
     * @return the beginning, with a question mark in place of each character that is not printable
     */
    public static String of(String value, int length) {
        StringBuilder excerpt = new StringBuilder();
        value.codePoints()
                .limit(length)
                .forEach(character -> excerpt.appendCodePoint(isPrintable(character) ? character : '?'));
        return excerpt.toString();
    }

    /** Returns whether a code point can neither break nor rearrange a line. */
    static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
