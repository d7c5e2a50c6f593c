package io.featureflags.cache;

/** As much of a stored value as a log line may show: 80 characters, none of which could break or forge a line. */
final class Excerpt {

    private static final int MAX_LENGTH = 80;

    private Excerpt() {}

    static String of(String value) {
        StringBuilder excerpt = new StringBuilder();
        value.codePoints().limit(MAX_LENGTH).forEach(character -> excerpt.appendCodePoint(printable(character)));
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
