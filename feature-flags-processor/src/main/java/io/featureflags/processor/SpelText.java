package io.featureflags.processor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of a SpEL expression as can be decided without Spring: variables with the properties behind them, names
 * that read no variable, and quotes and brackets in pairs.
 */
final class SpelText {

    /** Values that are words, in small letters. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private final String text;

    private final List<Path> paths = new ArrayList<>();

    /** The closing characters that are still to come. */
    private final Deque<Character> open = new ArrayDeque<>();

    private @Nullable String withoutObject;

    private @Nullable String unbalanced;

    private int position;

    private SpelText(String text) {
        this.text = text;
    }

    static SpelText read(String text) {
        SpelText read = new SpelText(text);
        read.readAll();
        return read;
    }

    /** Returns the variables, in the order of the text. */
    List<Path> paths() {
        return paths;
    }

    /** Returns the first name that reads neither a variable nor a part of one; null if there is none. */
    @Nullable
    String withoutObject() {
        return withoutObject;
    }

    /** Returns which character has no counterpart, in words; null if there is none. */
    @Nullable
    String unbalanced() {
        return unbalanced;
    }

    private void readAll() {
        boolean afterValue = false;
        while (position < text.length() && unbalanced == null) {
            char character = text.charAt(position);
            if (character == '\'' || character == '"') {
                readLiteral(character);
                afterValue = true;
            } else if (character == '#') {
                readVariable();
                afterValue = true;
            } else if (Character.isJavaIdentifierStart(character)) {
                afterValue = readWord(afterValue);
            } else {
                afterValue = readOther(character, afterValue);
            }
        }
        if (unbalanced == null && !open.isEmpty()) {
            unbalanced = "'" + open.peek() + "' is missing";
        }
    }

    private void readLiteral(char quote) {
        int end = text.indexOf(quote, position + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end = text.indexOf(quote, end + 2); // Two quotes are one inside the literal.
        }
        if (end < 0) {
            unbalanced = "the quote (" + quote + ") is not closed";
        } else {
            position = end + 1;
        }
    }

    private void readVariable() {
        position++;
        String name = identifier();
        if (name.isEmpty() || isNext('(')) {
            return; // No variable: the start decides.
        }
        List<String> parts = new ArrayList<>();
        int end = position;
        while (skipDot()) {
            skipBlanks();
            String part = identifier();
            if (part.isEmpty()) {
                position = end;
                break;
            }
            if (isNext('(')) {
                break; // A method: what follows it is not known here.
            }
            parts.add(part);
            end = position;
        }
        paths.add(new Path(name, List.copyOf(parts)));
    }

    private boolean skipDot() {
        int start = position;
        skipBlanks();
        if (text.startsWith("?.", position)) {
            position += 2;
        } else if (text.startsWith(".", position)) {
            position++;
        } else {
            position = start;
            return false;
        }
        skipBlanks();
        if (position < text.length() && Character.isJavaIdentifierStart(text.charAt(position))) {
            return true;
        }
        position = start;
        return false;
    }

    /** Reads a word, and returns whether it is a value. */
    private boolean readWord(boolean afterValue) {
        boolean further = isAfterDot();
        boolean bean = position > 0 && text.charAt(position - 1) == '@';
        String word = identifier();
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.equals("T") && isNext('(') && !further) {
            position = Math.max(position, closing());
            return true;
        }
        if (lower.equals("new") && !further) {
            skipBlanks();
            while (position < text.length()
                    && (Character.isJavaIdentifierPart(text.charAt(position)) || text.charAt(position) == '.')) {
                position++;
            }
            return true;
        }
        boolean isLiteral = LITERALS.contains(lower);
        boolean isWord = isLiteral || SpelSyntax.OPERATORS.contains(lower);
        boolean ofElements = open.contains(']') || open.contains('}');
        if (!further && !isWord && !ofElements && withoutObject == null && !(afterValue && !bean)) {
            withoutObject = bean ? "@" + word : word;
        }
        return !isWord || isLiteral;
    }

    private boolean isAfterDot() {
        int before = position - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && text.charAt(before) == '.';
    }

    private boolean readOther(char character, boolean afterValue) {
        position++;
        switch (character) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.peek() != character) {
                    unbalanced = "'" + character + "' has no counterpart";
                } else {
                    open.pop();
                }
                return true;
            }
            default -> {
                if (Character.isDigit(character)) {
                    while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
                        position++;
                    }
                    return true;
                }
                return Character.isWhitespace(character) && afterValue;
            }
        }
        return false;
    }

    /** Returns the position behind the parenthesis that closes the next one. */
    private int closing() {
        int end = text.indexOf(')', position);
        return end < 0 ? position : end + 1;
    }

    private String identifier() {
        int start = position;
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean isNext(char character) {
        int next = position;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == character;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /**
     * A variable and the properties that are read from it.
     *
     * @param variable name without {@code #}
     * @param parts the properties, as far as no method or index comes first
     */
    record Path(String variable, List<String> parts) {}
}
