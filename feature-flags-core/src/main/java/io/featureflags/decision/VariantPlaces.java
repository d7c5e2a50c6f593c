package io.featureflags.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
        NavigableMap<Integer, Range> taken = new TreeMap<>();
        int share = share(weights);
        this.sizes = new int[weights.size()];
        sizes[0] = PLACES;
        for (int variant = 1; variant < sizes.length; variant++) {
            Integer weight = weights.get(variant);
            sizes[variant] = weight == null ? share : weight;
            sizes[0] -= sizes[variant];
            take(taken, variant, start(variant), sizes[variant]);
        }
        List<Integer> places = new ArrayList<>();
        List<Integer> variants = new ArrayList<>();
        int end = 0;
        for (Map.Entry<Integer, Range> range : taken.entrySet()) {
            if (range.getKey() > end) {
                places.add(end);
                variants.add(0);
            }
            places.add(range.getKey());
            variants.add(range.getValue().variant());
            end = range.getValue().end();
        }
        if (end < PLACES) {
            places.add(end);
            variants.add(0);
        }
        this.starts = places.stream().mapToInt(Integer::intValue).toArray();
        this.indexes = variants.stream().mapToInt(Integer::intValue).toArray();
        this.only = onlySize(sizes);
    }

    private static int onlySize(int[] sizes) {
        for (int variant = 0; variant < sizes.length; variant++) {
            if (sizes[variant] == PLACES) {
                return variant;
            }
        }
        return -1;
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

    private static void take(NavigableMap<Integer, Range> taken, int variant, int start, int number) {
        int place = start;
        int left = number;
        while (left > 0) {
            Map.Entry<Integer, Range> before = taken.floorEntry(place);
            if (before != null && before.getValue().end() > place) {
                place = before.getValue().end();
            } else {
                Integer next = taken.higherKey(place);
                int end = Math.min(next == null ? PLACES : next, place + left);
                taken.put(place, new Range(variant, end));
                left -= end - place;
                place = end;
            }
            place = place == PLACES ? 0 : place;
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

    /**
     * Places of a variant in a row.
     *
     * @param variant index of the variant
     * @param end place after the last one
     */
    private record Range(int variant, int end) {}
}
