package io.featureflags.text;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that a person has misspelt, for a "did you mean" in a message.
 *
 * <p>A name is near another one if they differ in case, {@code -} or {@code _} only, or in few letters: one in a name of
 * three to five letters, two in a longer one. The distance is that of optimal string alignment: an insertion, a deletion, a
 * substitution and a swap of two neighbours count one each. The letters are counted without {@code -} and {@code _}.
 */
public final class NearestName {

    private static final int SHORT_NAME = 5;

    /** Every other name of this length would be near, such as {@code id} to {@code if}. */
    private static final int TINY_NAME = 2;

    private NearestName() {}

    /**
     * Returns the known name that is nearest to a written one.
     *
     * @param written name that may be misspelt
     * @param known names to choose from, in the order that decides between equally near ones
     * @return the nearest of the near names, or null if none is near; a name that is equal to {@code written} is no candidate
     */
    public static @Nullable String find(String written, Collection<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        String folded = fold(written);
        for (String name : known) {
            String candidate = fold(name);
            int limit = limit(candidate.length());
            if (name.equals(written) || Math.abs(candidate.length() - folded.length()) > limit) {
                continue;
            }
            int distance = distance(folded, candidate);
            if (distance <= limit && distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    private static int limit(int length) {
        if (length <= TINY_NAME) {
            return 0;
        }
        return length <= SHORT_NAME ? 1 : 2;
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Returns the distance by the table of Wagner and Fischer with a step for swaps, of which three rows are kept. */
    private static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + substitution);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforePrevious[j - 2] + 1);
                }
                current[j] = best;
            }
            int[] oldest = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = oldest;
        }
        return previous[b.length()];
    }
}
