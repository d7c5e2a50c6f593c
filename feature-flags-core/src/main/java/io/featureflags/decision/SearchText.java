package io.featureflags.decision;

/**
 * A text that is sought in others, in a time that grows with the lengths of both added, not multiplied, however they were
 * chosen: the algorithm of Knuth, Morris and Pratt (1977), where the usual search could take long.
 */
final class SearchText {

    /** Up to so many comparisons the usual search, which the platform has in hardware, is faster whatever it meets. */
    private static final int FEW = 4096;

    private final String text;

    /** For each length of a beginning of the text: the longest end of it that is a beginning, too. */
    private final int[] overlaps;

    SearchText(String text) {
        this.text = text;
        this.overlaps = new int[text.length() + 1];
        int overlap = 0;
        for (int length = 1; length < text.length(); length++) {
            overlap = extended(overlap, text.charAt(length));
            overlaps[length + 1] = overlap;
        }
    }

    boolean isIn(String searched) {
        if ((long) searched.length() * text.length() <= FEW) {
            return searched.contains(text);
        }
        int found = 0;
        for (int i = 0; i < searched.length() && found < text.length(); i++) {
            found = extended(found, searched.charAt(i));
        }
        return found == text.length();
    }

    /** How long a beginning of the text ends in a character behind a beginning of the given length. */
    private int extended(int length, char next) {
        int longest = length;
        while (longest > 0 && text.charAt(longest) != next) {
            longest = overlaps[longest];
        }
        return text.charAt(longest) == next ? longest + 1 : 0;
    }
}
