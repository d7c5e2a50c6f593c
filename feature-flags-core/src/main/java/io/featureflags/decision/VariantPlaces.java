package io.featureflags.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides the places 0 to 99,999 among the variants of a flag, by their weights. Each place is 0.001 % of the users.
 *
 * <p>Variant 1, 2, 3 … of the list, counted from 0, starts at 0, 50,000, 25,000, 75,000, 12,500 … : the bit-reversed
 * fractions (van der Corput sequence in base 2) of 100,000, rounded down. It takes its places upwards, passes over taken
 * ones, and goes on at 0 after 99,999. The first variant has all places that are left. Thus a growing variant keeps its users
 * and takes new ones from the first variant only, unless it reaches the start of another one.
 */
final class VariantPlaces {

    static final int PLACES = 100_000;

    /** Places where the variant changes, ascending; the first is 0. */
    private final int[] starts;

    /** Index of the variant from the start on, for each start. */
    private final int[] indexes;

    /** Number of places of each variant. */
    private final int[] sizes;

    /** Index of the variant that has all places; -1 if there are several. */
    private final int only;

    /**
     * Divides the places.
     *
     * @param weights numbers of places by variant; null for an equal share of those that the others leave. Together at most
     *     100,000
     */
    VariantPlaces(List<@Nullable Integer> weights) {
        byte[] places = new byte[PLACES];
        int share = share(weights);
        this.sizes = new int[weights.size()];
        sizes[0] = PLACES;
        for (int variant = 1; variant < sizes.length; variant++) {
            Integer weight = weights.get(variant);
            sizes[variant] = weight == null ? share : weight;
            sizes[0] -= sizes[variant];
            take(places, (byte) variant, start(variant), sizes[variant]);
        }
        this.starts = new int[changes(places) + 1];
        this.indexes = new int[starts.length];
        int range = 0;
        indexes[0] = places[0];
        for (int place = 1; place < PLACES; place++) {
            if (places[place] != places[place - 1]) {
                starts[++range] = place;
                indexes[range] = places[place];
            }
        }
        this.only = range == 0 ? indexes[0] : -1;
    }

    private static int changes(byte[] places) {
        int changes = 0;
        for (int place = 1; place < PLACES; place++) {
            changes += places[place] == places[place - 1] ? 0 : 1;
        }
        return changes;
    }

    /** Returns the places of each variant without a weight. */
    private static int share(List<@Nullable Integer> weights) {
        int left = PLACES;
        int sharing = 0;
        for (Integer weight : weights) {
            if (weight == null) {
                sharing++;
            } else {
                left -= weight;
            }
        }
        return sharing == 0 ? 0 : left / sharing;
    }

    /** Returns the start of a variant: its index, reversed as a fraction of 32 bits. */
    private static int start(int variant) {
        long fraction = Integer.reverse(variant) & 0xFFFF_FFFFL;
        return (int) ((fraction * PLACES) >>> Integer.SIZE);
    }

    private static void take(byte[] places, byte variant, int start, int number) {
        int place = start;
        for (int left = number; left > 0; place = (place + 1) % PLACES) {
            if (places[place] == 0) {
                places[place] = variant;
                left--;
            }
        }
    }

    /** Returns the number of places of a variant. */
    int size(int variant) {
        return sizes[variant];
    }

    /** Returns the index of the variant that has all places; -1 if there are several. */
    int only() {
        return only;
    }

    /**
     * Returns the index of the variant that has a place.
     *
     * @param place the place, 0 to 99,999
     * @return the index
     */
    int at(int place) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return indexes[low];
    }
}
