package io.featureflags.decision;

/**
 * Searches texts for a substring, in time linear in the sum of both lengths for any input. It uses the algorithm of
 * Knuth, Morris and Pratt (1977), because the worst case of the usual search is the product of the lengths.
 */
final class SubstringMatcher {

    /** Up to this product of the lengths, the search of the platform is faster in any case: it is vectorized. */
    private static final int FEW = 4096;

    private final String text;

    /** For each length of a prefix of the substring: the length of its longest suffix that is a prefix as well. */
    private final int[] overlaps;

    SubstringMatcher(String text) {
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

    /**
     * Returns the length of the longest prefix that ends in a character, after a matched prefix of the given length.
     */
    private int extended(int length, char next) {
        int longest = length;
        while (longest > 0 && text.charAt(longest) != next) {
            longest = overlaps[longest];
        }
        return text.charAt(longest) == next ? longest + 1 : 0;
    }
}
