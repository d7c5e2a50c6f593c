package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;

/** Recognizes what people often write by hand and JSON does not allow, so that the message names it. */
final class JsonMistake {

    private static final String SINGLE_QUOTES = "'`";

    private static final String CURLY_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb";

    private JsonMistake() {}

    /**
     * Creates the exception of a document that is not valid.
     *
     * @param text the document
     * @param at index of the character that is not valid; the length if the document ends too early
     * @param problem the problem, unless there is a known mistake
     * @return the exception, whose message has the position
     */
    static InvalidFlagValueException at(String text, int at, String problem) {
        int comma = before(text, at);
        char found = at < text.length() ? text.charAt(at) : ' ';
        boolean trailing = (found == '}' || found == ']') && comma >= 0 && text.charAt(comma) == ',';
        return trailing
                ? invalid("a trailing comma before '" + found + "'", comma)
                : invalid(known(text, at, found, problem), at);
    }

    private static String known(String text, int at, char found, String problem) {
        boolean textMissing = problem.equals(JsonReader.NO_TEXT);
        boolean valueMissing = problem.equals(JsonReader.NO_VALUE);
        if (text.startsWith("//", at) || text.startsWith("/*", at) || found == '#') {
            return "a comment, which JSON does not allow";
        }
        if (textMissing || valueMissing) {
            if (SINGLE_QUOTES.indexOf(found) >= 0 || CURLY_QUOTES.indexOf(found) >= 0) {
                return problem + ": these are quotes of another kind";
            }
            if (text.regionMatches(true, at, "true", 0, 4) || text.regionMatches(true, at, "false", 0, 5)) {
                return problem + ": true and false must be written in small letters";
            }
            if (text.startsWith("NaN", at) || text.startsWith("Infinity", at)) {
                return problem;
            }
            if (Character.isLetter(found) || found == '_' || found == '$') {
                return problem + ": the quotes are missing";
            }
            return problem;
        }
        if (problem.endsWith(JsonReader.IS_MISSING) && !problem.startsWith("':'")) {
            if (found == '%') {
                return problem + ": a number must be written without %";
            }
            if ("\"{[".indexOf(found) >= 0) {
                return "a comma is missing";
            }
        }
        return problem;
    }

    /** Returns the index of the last character that is not white space before another one. */
    private static int before(String text, int at) {
        int index = Math.min(at, text.length()) - 1;
        while (index >= 0 && Character.isWhitespace(text.charAt(index))) {
            index--;
        }
        return index;
    }

    private static InvalidFlagValueException invalid(String problem, int at) {
        return new InvalidFlagValueException(problem + ", at character " + (at + 1));
    }
}
