package io.featureflags.text;

import java.util.Locale;

/** Writes text as JSON strings (RFC 8259) that stay on one line. */
public final class JsonText {

    private JsonText() {}

    /**
     * Appends a string that people read and edit, in double quotes.
     *
     * <p>Control characters and the line separators of Unicode are escaped, in the short form where JSON has one. All
     * other characters are kept.
     *
     * @param target receives the string
     * @param text the text, without unpaired surrogates
     */
    public static void appendReadable(StringBuilder target, String text) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            appendReadable(target, text.charAt(i));
        }
        target.append('"');
    }

    /**
     * Appends a string that is safe in a log file and on a terminal, in double quotes.
     *
     * <p>Every character that is not printable is escaped as four hexadecimal digits. Both halves of a surrogate pair
     * are escaped one by one, which JSON allows, because one may be unpaired.
     *
     * @param target receives the string
     * @param text any text
     */
    public static void appendPrintable(StringBuilder target, String text) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                target.append('\\').append(character);
            } else if (LogText.isPrintable(character)) {
                target.append(character);
            } else {
                appendCode(target, character);
            }
        }
        target.append('"');
    }

    private static void appendReadable(StringBuilder target, char character) {
        switch (character) {
            case '"', '\\' -> target.append('\\').append(character);
            case '\b' -> target.append("\\b");
            case '\f' -> target.append("\\f");
            case '\n' -> target.append("\\n");
            case '\r' -> target.append("\\r");
            case '\t' -> target.append("\\t");
            default -> {
                if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                    appendCode(target, character);
                } else {
                    target.append(character);
                }
            }
        }
    }

    private static void appendCode(StringBuilder target, char character) {
        target.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
    }
}
