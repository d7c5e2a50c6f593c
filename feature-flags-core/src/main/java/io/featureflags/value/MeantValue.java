package io.featureflags.value;

import io.featureflags.text.KnownNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Suggests the value that a person meant by a text that is not understood. */
final class MeantValue {

    /** Longer texts are no misspelt value, and are not searched. */
    private static final int MAX_LENGTH = 40;

    private static final String QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019";

    private static final Pattern NUMBER =
            Pattern.compile("%?\\s*\\+?([0-9]{0,3}(?:[.,][0-9]{1,3})?)[.,]?\\s*(%|percent|per cent|pct)?");

    private static final KnownNames WORDS = new KnownNames(List.of("true", "false"))
            .with("true", "on yes y t enabled enable active activated")
            .with("false", "off no n f disabled disable inactive deactivated never none");

    private MeantValue() {}

    /**
     * Returns the end of a message.
     *
     * @param value a value without white space around it, which is not understood
     * @return the suggestion, as in {@code (did you mean 10%?)} after a space; empty if there is none
     */
    static String suggestion(String value) {
        String meant = meantBy(value);
        return meant.isEmpty() ? "" : " (did you mean " + meant + "?)";
    }

    private static String meantBy(String value) {
        if (value.startsWith("[")) {
            return "{\"users\": [...]}";
        }
        String text = unquoted(value);
        if (text.startsWith("{")) {
            return "the object without quotes around it";
        }
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return "";
        }
        text = text.toLowerCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(text);
        if (number.matches() && !number.group(1).isEmpty()) {
            return number(text, number.group(1).replace(',', '.'));
        }
        String word = WORDS.meantBy(text);
        return word != null ? word : text.equals("true") || text.equals("false") ? text : "";
    }

    private static String number(String text, String digits) {
        BigDecimal number = new BigDecimal(digits);
        String percent = number.compareTo(BigDecimal.valueOf(100)) > 0 ? "" : number.toPlainString() + "%";
        return text.equals("1") ? "true or 1%" : text.equals("0") ? "false or 0%" : percent;
    }

    /** Removes quotes of any kind at both ends: shells and JSON libraries add them. */
    private static String unquoted(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && QUOTES.indexOf(value.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && QUOTES.indexOf(value.charAt(end - 1)) >= 0) {
            end--;
        }
        return value.substring(start, end).strip();
    }
}
