package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VariantPlacesTests {

    /** Do not change the files: it would move the users of every running experiment. */
    @Test
    void placesAreFrozen() throws IOException {
        List<String[]> rows = rows("/variant-places.csv");

        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(ranges(new VariantPlaces(weights(row[0]))))
                        .as(row[0])
                        .isEqualTo(row[1]));
    }

    @Test
    void positionsAreFrozen() throws IOException {
        assertThat(rows("/variant-positions.csv")).hasSizeGreaterThan(100).allSatisfy(row -> {
            assertThat(Bucket.position(row[0], row[1], row[2])).isEqualTo(Integer.parseInt(row[3]));
            assertThat(Bucket.variantPosition(row[0], row[1], row[2])).isEqualTo(Integer.parseInt(row[4]));
        });
    }

    @Test
    void onlyVariantWithPlacesHasThemAll() {
        assertThat(new VariantPlaces(Arrays.asList((Integer) null)).only()).isZero();
        assertThat(new VariantPlaces(List.of(0, 100_000)).only()).isOne();
        assertThat(new VariantPlaces(Arrays.asList(null, 0, 0)).only()).isZero();
        assertThat(new VariantPlaces(List.of(1, 99_999)).only()).isEqualTo(-1);
    }

    @Property(tries = 200)
    void eachVariantHasItsWeight(@ForAll("weights") List<@Nullable Integer> weights) {
        int[] layout = layout(weights);

        assertThat(layout).isEqualTo(ReferenceVariants.layout(weights));
        int given = weights.stream()
                .filter(Objects::nonNull)
                .mapToInt(weight -> weight)
                .sum();
        long free = weights.stream().filter(Objects::isNull).count();
        for (int variant = 1; variant < weights.size(); variant++) {
            int index = variant;
            Integer weight = weights.get(variant);
            assertThat(Arrays.stream(layout).filter(each -> each == index).count())
                    .isEqualTo(weight == null ? (100_000 - given) / free : weight);
        }
    }

    /** One other variant cannot run into the start of another one. */
    @Property(tries = 100)
    void growthTakesFromTheFirst(
            @ForAll @IntRange(max = 100_000) int before, @ForAll @IntRange(max = 100_000) int after) {
        int[] small = layout(Arrays.asList(null, Math.min(before, after)));
        int[] large = layout(Arrays.asList(null, Math.max(before, after)));

        for (int place = 0; place < small.length; place++) {
            assertThat(large[place]).isGreaterThanOrEqualTo(small[place]);
        }
    }

    @Property(tries = 100)
    void growthBelowTheNextStartMovesOnlyUsersOfTheFirst(
            @ForAll @IntRange(min = 1, max = 7) int growing,
            @ForAll @IntRange(max = 12_500) int before,
            @ForAll @IntRange(max = 12_500) int after,
            @ForAll @IntRange(max = 12_500) int others) {
        List<@Nullable Integer> small = weightsOfEight(others, growing, Math.min(before, after));
        List<@Nullable Integer> large = weightsOfEight(others, growing, Math.max(before, after));

        assertOnlyFromTheFirst(layout(small), layout(large), growing);
    }

    @Property(tries = 100)
    void addedVariantTakesFromTheFirst(
            @ForAll @IntRange(max = 12_500) int others, @ForAll @IntRange(max = 12_500) int added) {
        List<@Nullable Integer> before = weightsOfEight(others, 7, 0).subList(0, 7);
        List<@Nullable Integer> after = weightsOfEight(others, 7, added);

        assertOnlyFromTheFirst(layout(before), layout(after), 7);
    }

    private static void assertOnlyFromTheFirst(int[] before, int[] after, int growing) {
        for (int place = 0; place < before.length; place++) {
            if (before[place] != after[place]) {
                assertThat(before[place]).isZero();
                assertThat(after[place]).isEqualTo(growing);
            }
        }
    }

    private static List<@Nullable Integer> weightsOfEight(int others, int one, int ofOne) {
        List<@Nullable Integer> weights = new ArrayList<>();
        weights.add(null);
        IntStream.range(1, 8).forEach(variant -> weights.add(variant == one ? ofOne : others));
        return weights;
    }

    @Provide
    Arbitrary<List<@Nullable Integer>> weights() {
        return Arbitraries.integers()
                .between(0, 100_000)
                .injectNull(0.3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(100)
                .map(VariantPlacesTests::atMostAll);
    }

    /** Cuts weights that do not fit, and leaves a variant without one. */
    static List<@Nullable Integer> atMostAll(List<@Nullable Integer> weights) {
        List<@Nullable Integer> cut = new ArrayList<>();
        int left = 100_000;
        for (Integer weight : weights) {
            Integer fitting = weight == null ? null : Integer.valueOf(Math.min(weight, left));
            left -= fitting == null ? 0 : fitting;
            cut.add(fitting);
        }
        if (left > 0 && !cut.contains(null)) {
            cut.set(0, null);
        }
        return cut;
    }

    private static int[] layout(List<@Nullable Integer> weights) {
        VariantPlaces places = new VariantPlaces(weights);
        return IntStream.range(0, 100_000).map(places::at).toArray();
    }

    private static String ranges(VariantPlaces places) {
        return IntStream.range(0, 100_000)
                .filter(place -> place == 0 || places.at(place) != places.at(place - 1))
                .mapToObj(place -> place + ":" + places.at(place))
                .collect(Collectors.joining(" "));
    }

    private static List<@Nullable Integer> weights(String percents) {
        List<@Nullable Integer> weights = new ArrayList<>();
        for (String percent : percents.split(" ", -1)) {
            weights.add(
                    percent.equals("-")
                            ? null
                            : Integer.valueOf(
                                    Percentage.of(new BigDecimal(percent)).thousandths()));
        }
        return weights;
    }

    private static List<String[]> rows(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(VariantPlacesTests.class.getResourceAsStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
        }
    }
}
