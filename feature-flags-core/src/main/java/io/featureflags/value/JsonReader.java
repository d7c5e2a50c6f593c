package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document (RFC 8259), strictly: without duplicate keys, comments or trailing content, with a bounded
 * depth, and without unpaired surrogates, which UTF-8 cannot represent. It does not use Jackson because an application
 * may have Jackson 2, Jackson 3, both or none, and neither rejects duplicate keys by default.
 *
 * <p>Objects become maps in document order, arrays become lists, numbers become {@link JsonNumber}s with their own
 * digits, and null becomes null. Only whitespace is lost. The time is linear in the length of the document.
 */
final class JsonReader {

    static final int MAX_DEPTH = 32;

    // Possessive quantifiers, so that a long sequence of digits is scanned once.
    static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    static final String NO_TEXT = "a text in double quotes is missing";

    static final String NO_VALUE = "a JSON value is missing";

    static final String IS_MISSING = "' is missing";

    private final String text;

    private int next;

    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads the document, which must be an object.
     *
     * @return its fields
     * @throws InvalidFlagValueException if the document is not a valid JSON object
     */
    Map<String, @Nullable Object> readObject() {
        skipSpace();
        Map<String, @Nullable Object> object = object();
        skipSpace();
        if (next < text.length()) {
            throw invalid("unexpected content after the JSON object");
        }
        return object;
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        enter('{');
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (!take('}')) {
            do {
                skipSpace();
                String name = string();
                expect(':');
                skipSpace();
                if (fields.containsKey(name)) {
                    throw invalid("a field is duplicated");
                }
                fields.put(name, value());
            } while (take(','));
            expect('}');
        }
        depth--;
        return fields;
    }

    private List<@Nullable Object> array() {
        enter('[');
        List<@Nullable Object> elements = new ArrayList<>();
        if (!take(']')) {
            do {
                skipSpace();
                elements.add(value());
            } while (take(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void enter(char bracket) {
        expect(bracket);
        if (++depth > MAX_DEPTH) {
            throw invalid("the JSON is nested deeper than " + MAX_DEPTH);
        }
    }

    private String string() {
        if (peek() != '"') {
            throw invalid(NO_TEXT);
        }
        int start = ++next;
        while (peek() != '"' && text.charAt(next) != '\\') {
            plain();
        }
        String string = text.substring(start, next); // Most texts have no escapes.
        if (text.charAt(next) == '\\') {
            string = withEscapes(new StringBuilder(string));
        }
        next++;
        return paired(string);
    }

    private String withEscapes(StringBuilder string) {
        while (peek() != '"') {
            string.append(plain() == '\\' ? escaped() : text.charAt(next - 1));
        }
        return string.toString();
    }

    private char plain() {
        char character = text.charAt(next++);
        if (character < ' ') {
            throw invalid("a text contains a control character");
        }
        return character;
    }

    private String paired(String string) {
        if (!isPaired(string)) {
            throw invalid("a text contains an unpaired surrogate");
        }
        return string;
    }

    /** Returns whether a text is free of unpaired surrogates and thus can be encoded in UTF-8. */
    static boolean isPaired(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))
                    && !Character.isSupplementaryCodePoint(string.codePointAt(i++))) {
                return false;
            }
        }
        return true;
    }

    private char escaped() {
        char escape = peek();
        next++;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw invalid("a text contains an unknown escape");
        };
    }

    private char codeUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char character = peek();
            int digit = character < 128 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw invalid("a text contains an incomplete escape");
            }
            unit = unit * 16 + digit;
            next++;
        }
        return (char) unit;
    }

    private JsonNumber number() {
        Matcher number = NUMBER.matcher(text).region(next, text.length());
        if (!number.lookingAt()) {
            throw invalid(NO_VALUE);
        }
        next = number.end();
        return new JsonNumber(number.group());
    }

    private @Nullable Boolean literal(String literal, @Nullable Boolean meaning) {
        if (!text.startsWith(literal, next)) {
            throw invalid(NO_VALUE);
        }
        next += literal.length();
        return meaning;
    }

    private boolean take(char expected) {
        skipSpace();
        boolean found = next < text.length() && text.charAt(next) == expected;
        if (found) {
            next++;
        }
        return found;
    }

    private void expect(char expected) {
        if (!take(expected)) {
            throw invalid("'" + expected + IS_MISSING);
        }
    }

    private char peek() {
        if (next >= text.length()) {
            throw invalid("the JSON ends too early");
        }
        return text.charAt(next);
    }

    private void skipSpace() {
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
    }

    private InvalidFlagValueException invalid(String problem) {
        return JsonMistake.at(text, next, problem);
    }
}
