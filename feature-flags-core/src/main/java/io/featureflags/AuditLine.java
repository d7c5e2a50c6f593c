package io.featureflags;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of a flag as one line of JSON, for files and for whatever reads lines. It has the fields of {@link AuditEntry},
 * all of them texts, without those that are null. Whatever could break a line or a terminal is escaped.
 */
public final class AuditLine {

    private final StringBuilder text = new StringBuilder("{");

    private AuditLine() {}

    /**
     * Writes an entry.
     *
     * @param entry the entry
     * @return a JSON object, without a line break in it or behind it
     */
    public static String of(AuditEntry entry) {
        AuditLine line = new AuditLine();
        line.field("version", entry.version());
        line.field("at", entry.at().toString());
        line.field("flag", entry.flag());
        line.field("actor", entry.actor());
        line.field("source", entry.source().name());
        line.field("via", entry.via());
        line.field("before", entry.before());
        line.field("after", entry.after());
        line.field("reason", entry.reason());
        line.field("instance", entry.instance());
        line.field("request", entry.request());
        return line.text.append('}').toString();
    }

    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (text.length() > 1) {
            text.append(',');
        }
        text.append('"').append(name).append("\":\"");
        value.chars().forEach(character -> append((char) character));
        text.append('"');
    }

    private void append(char character) {
        if (character == '"' || character == '\\') {
            text.append('\\').append(character);
        } else if (isPlain(character)) {
            text.append(character);
        } else {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
        }
    }

    /** Halves of a pair are escaped one by one, which JSON allows, since one may be alone. */
    private static boolean isPlain(char character) {
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
