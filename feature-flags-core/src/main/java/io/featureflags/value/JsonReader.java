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
 * Reads one JSON document (RFC 8259), strictly: no duplicate keys, no comments, nothing behind the document, a bounded
 * depth, and no half of a surrogate pair, of which no UTF-8 could be made. An own reader because an application may have
 * Jackson 2, Jackson 3, both or none, and none of them refuses duplicate keys as it comes.
 *
 * <p>Objects are maps in the order of the document, arrays lists, numbers {@link JsonNumber} with their own digits, null is
 * null: nothing of the document is lost but its space. Takes time that grows with its length only.
 */
final class JsonReader {

    static final int MAX_DEPTH = 32;

    // Possessive, so that a long run of digits is read once.
    static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

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
     * @throws InvalidFlagValueException if it is not
     */
    Map<String, @Nullable Object> readObject() {
        skipSpace();
        Map<String, @Nullable Object> object = object();
        skipSpace();
        if (next < text.length()) {
            throw invalid("something follows the JSON object");
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
                    throw invalid("a field stands there twice");
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
            throw invalid("a text in double quotes is missing");
        }
        int start = ++next;
        while (peek() != '"' && text.charAt(next) != '\\') {
            plain();
        }
        String string = text.substring(start, next); // Most texts hold no escape.
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
            throw invalid("a text holds a control character");
        }
        return character;
    }

    private String paired(String string) {
        if (!isPaired(string)) {
            throw invalid("a text holds half of a surrogate pair");
        }
        return string;
    }

    /** Whether a text can be written in UTF-8. */
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
            default -> throw invalid("a text holds an unknown escape");
        };
    }

    private char codeUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char character = peek();
            int digit = character < 128 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw invalid("a text holds an incomplete escape");
            }
            unit = unit * 16 + digit;
            next++;
        }
        return (char) unit;
    }

    private JsonNumber number() {
        Matcher number = NUMBER.matcher(text).region(next, text.length());
        if (!number.lookingAt()) {
            throw invalid("a JSON value is missing");
        }
        next = number.end();
        return new JsonNumber(number.group());
    }

    private @Nullable Boolean literal(String literal, @Nullable Boolean meaning) {
        if (!text.startsWith(literal, next)) {
            throw invalid("a JSON value is missing");
        }
        next += literal.length();
        return meaning;
    }

    private boolean take(char wanted) {
        skipSpace();
        boolean there = next < text.length() && text.charAt(next) == wanted;
        if (there) {
            next++;
        }
        return there;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw invalid("'" + wanted + "' is missing");
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
        return new InvalidFlagValueException(problem + ", at character " + (next + 1));
    }
}
