package io.featureflags.snapshot;

import java.io.IOException;
import java.util.HexFormat;

/** Any text on one line in which nothing is hidden from a reader: by backslashes, as in Java. */
final class Escapes {

    private static final HexFormat HEX = HexFormat.of();

    private Escapes() {}

    static void append(String text, StringBuilder line) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isPrintable(character)) {
                        line.appendCodePoint(character);
                    } else {
                        for (char unit : Character.toChars(character)) {
                            line.append("\\u").append(HEX.toHexDigits(unit));
                        }
                    }
                }
            }
        });
    }

    /** Whether UTF-8 can carry the character, and a reader sees it without being misled. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    static String undo(String line) throws IOException {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        try {
            int position = 0;
            while (position < line.length()) {
                char character = line.charAt(position++);
                if (character != '\\') {
                    text.append(character);
                    continue;
                }
                char escaped = line.charAt(position++);
                if (escaped == 'u') {
                    text.append((char) HexFormat.fromHexDigits(line, position, position + 4));
                    position += 4;
                } else {
                    text.append(meaning(escaped));
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
            throw new IOException("it has a backslash that means nothing", ex);
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new IllegalArgumentException("\\" + escaped);
        };
    }
}
