package io.featureflags.console;

import io.featureflags.decision.Percentage;
import io.featureflags.text.LogText;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Parts of sentences. Texts of users are safe on one line. */
final class Phrases {

    private static final int MAX_NAMED = 5;

    private static final int QUARTER = 25_000;

    private Phrases() {}

    /** Returns a number with its noun, such as "2 named users". */
    static String count(int number, String noun) {
        return String.format(Locale.ENGLISH, "%,d", number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns a percentage, such as "20 %". */
    static String percent(Percentage percentage) {
        return percentage.percent().toPlainString() + " %";
    }

    /** Returns the share of a group, such as "half of". */
    static String share(Percentage percentage) {
        return switch (percentage.thousandths()) {
            case 0 -> "none of";
            case QUARTER -> "a quarter of";
            case 2 * QUARTER -> "half of";
            case 3 * QUARTER -> "three quarters of";
            case 4 * QUARTER -> "all of";
            default -> percent(percentage) + " of";
        };
    }

    /** Joins texts, such as "DE, AT or CH"; of many, the first ones and the number of the others. */
    static String joined(Collection<?> texts, String conjunction) {
        List<String> shown = texts.stream()
                .limit(MAX_NAMED)
                .map(text -> LogText.of(String.valueOf(text)))
                .toList();
        int more = texts.size() - shown.size();
        if (more > 0) {
            return String.join(", ", shown) + " " + conjunction + " " + more + " more";
        }
        int last = shown.size() - 1;
        return last < 1
                ? String.join("", shown)
                : String.join(", ", shown.subList(0, last)) + " " + conjunction + " " + shown.get(last);
    }

    /** Returns a sentence with a capital letter and a full stop. */
    static String sentence(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
