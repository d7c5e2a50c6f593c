package io.featureflags.snapshot;

import java.io.IOException;
import java.util.HexFormat;

/** Escapes any text to one line without invisible characters: with backslashes, as in Java. */
final class LineEscapes {

    private static final HexFormat HEX = HexFormat.of();

    private LineEscapes() {}

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

    /** Returns whether UTF-8 can encode the character and a person can see it. */
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
            throw new IOException("it has a backslash that is not a valid escape", ex);
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
