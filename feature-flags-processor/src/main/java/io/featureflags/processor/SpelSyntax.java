package io.featureflags.processor;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what no expression of SpEL has: an operator or a dot without a value behind it, two values side by side, and some
 * characters. It reads values and operators in turn, and leaves to the start what it cannot decide.
 */
final class SpelSyntax {

    /** Words between two values or in front of one, in small letters. */
    static final Set<String> OPERATORS = Set.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof",
            "between",
            "matches",
            "new");

    private final String text;

    private int position;

    private Last last = Last.OTHER;

    /** The last operator or value. */
    private String part = "";

    private SpelSyntax(String text) {
        this.text = text;
    }

    /** Returns the mistake of an expression whose quotes and brackets are in pairs; null if none is certain. */
    static @Nullable String mistake(String text) {
        return text.isBlank() ? "it is blank" : new SpelSyntax(text).mistake();
    }

    private @Nullable String mistake() {
        while (position < text.length()) {
            char character = text.charAt(position);
            String mistake = null;
            if (Character.isWhitespace(character)) {
                position++;
            } else if (character == ';') {
                return "';' is no part of it";
            } else if (character == '#' && !isNameAt(afterBlanks(position + 1))) {
                return text.startsWith("#{", position)
                        ? "'#{' is for templates, so that the expression is written without '#{' and '}'"
                        : "'#' has no name behind it";
            } else if (isStartOfValue(character)) {
                mistake = readValue(character);
            } else {
                mistake = readOther(character);
            }
            if (mistake != null) {
                return mistake;
            }
        }
        return last == Last.OPERATOR ? "nothing follows '" + part + "'" : null;
    }

    private boolean isStartOfValue(char character) {
        return character == '\'' || character == '"' || character == '#' || Character.isJavaIdentifierPart(character);
    }

    private @Nullable String readValue(char character) {
        int start = position;
        if (character == '\'' || character == '"') {
            do { // Two quotes are one inside the literal.
                int end = text.indexOf(character, position + 1);
                position = end < 0 ? text.length() : end + 1;
            } while (position < text.length() && text.charAt(position) == character);
        } else if (Character.isDigit(character)) {
            readNumber();
        } else {
            position = afterBlanks(character == '#' ? position + 1 : position);
            readName();
        }
        String value = text.substring(start, position);
        boolean isOperator = OPERATORS.contains(value.toLowerCase(Locale.ROOT)) && !part.endsWith(".");
        if (!isOperator && last == Last.VALUE) {
            return "an operator is missing between " + part + " and " + value;
        }
        last = isOperator ? Last.OPERATOR : Last.VALUE;
        part = value;
        return null;
    }

    private void readNumber() {
        readName();
        if (position + 1 < text.length()
                && text.charAt(position) == '.'
                && Character.isDigit(text.charAt(position + 1))) {
            position++;
            readName();
        }
    }

    private void readName() {
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
            position++;
        }
    }

    private @Nullable String readOther(char character) {
        String operator = operator(character);
        position += operator.length();
        boolean closes = ")]}".indexOf(character) >= 0;
        if (closes && last == Last.OPERATOR && !part.equals(",")) {
            return "nothing follows '" + part + "'";
        }
        if (closes) {
            last = Last.VALUE;
        } else if ("([{".indexOf(character) >= 0 || operator.equals("++") || operator.equals("--")) {
            last = Last.OTHER;
        } else if (operator.equals(":") && part.equals("{")) {
            last = Last.OTHER; // {:} is an empty map.
        } else {
            last = ".,+-*/%=!<>&|^?:@".indexOf(character) >= 0 ? Last.OPERATOR : Last.OTHER;
        }
        part = operator;
        return null;
    }

    private String operator(char character) {
        for (String two : new String[] {"?.", "?:", "++", "--", "==", "!=", "<=", ">=", "&&", "||"}) {
            if (text.startsWith(two, position)) {
                return two;
            }
        }
        return String.valueOf(character);
    }

    private int afterBlanks(int start) {
        int next = start;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private boolean isNameAt(int start) {
        return start < text.length() && Character.isJavaIdentifierStart(text.charAt(start));
    }

    /** What was read last. */
    private enum Last {
        VALUE,
        OPERATOR,
        OTHER
    }
}
