package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketTests {

    /** The golden files must not be changed: it would move the users of every running canary. */
    private static final String GOLDEN_SHA_256 = "e97277feb8bdb8ae8cf37ea868f83e50632f0ce5e47f62fcdbf659bd8e6dbc8f";

    private static final String SALTED_SHA_256 = "14bcfa74ea86f5e20e0ea0744ecf1d5c791a3155feb91bb3c7c64c66637db15e";

    /** The 99.99th percentile of chi-square with 99 degrees of freedom. */
    private static final double UNIFORM = 161.3;

    @Test
    void goldenFilesAreUntouched() throws Exception {
        assertThat(sha256("/buckets.csv")).isEqualTo(GOLDEN_SHA_256);
        assertThat(sha256("/salted-buckets.csv")).isEqualTo(SALTED_SHA_256);
    }

    @Test
    void placesEveryUserOfTheGoldenFile() throws IOException {
        assertThat(rows("/buckets.csv")).hasSize(2000).allSatisfy(row -> {
            int position = Bucket.position(row[0], row[1]);
            assertThat(position / 1000).as("bucket").isEqualTo(Integer.parseInt(row[2]));
            assertThat(position).as("position").isEqualTo(Integer.parseInt(row[3]));
        });
    }

    @Test
    void placesEveryUserOfTheGoldenFileWithSalt() throws IOException {
        assertThat(rows("/salted-buckets.csv")).hasSize(288).allSatisfy(row -> {
            int position = Bucket.position(row[0], row[1], row[2]);
            assertThat(position / 1000).as("bucket").isEqualTo(Integer.parseInt(row[3]));
            assertThat(position).as("position").isEqualTo(Integer.parseInt(row[4]));
        });
    }

    @Test
    void noSaltAndAnEmptyOneAreTheSame() {
        assertThat(Bucket.position("ada", "flag", null))
                .isEqualTo(Bucket.position("ada", "flag", ""))
                .isEqualTo(Bucket.position("ada", "flag"))
                .isNotEqualTo(Bucket.position("ada", "flag", "2"));
    }

    @Test
    void agreesWithTheLiteralTranslationOfThePythonFunctionForAnyText() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            String user = randomText(random, random.nextInt(random.nextInt(10) == 0 ? 1500 : 40));
            String salt = random.nextBoolean() ? null : randomText(random, 1 + random.nextInt(300));

            assertThat(Bucket.position(user, "some_flag", salt))
                    .as("seed %d, text %d: %s", seed, i, user)
                    .isEqualTo(literally(user, "some_flag", salt));
        }
    }

    @Test
    void manyThreadsDoNotDisturbEachOther() {
        int[] expected = IntStream.range(0, 20_000)
                .map(user -> Bucket.position("user_" + user, "flag"))
                .toArray();

        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .map(user -> Bucket.position("user_" + user, "flag"))
                        .toArray())
                .isEqualTo(expected);
    }

    @Test
    void digestsThatAreNotGivenBackAreReplaced() {
        List<Md5> kept = IntStream.range(0, 1000).mapToObj(i -> Md5.borrow()).toList();

        assertThat(kept).doesNotHaveDuplicates();
        assertThat(Bucket.position("user_12345", "x")).isEqualTo(49541);
        kept.forEach(Md5::giveBack);
        assertThat(Bucket.position("user_12345", "x")).isEqualTo(49541);
    }

    @Test
    void placesTheUsersOfTwoFlagsIndependently() {
        assertThat(inBoth("one_flag", null, "another_flag", null)).isBetween(700L, 1300L);
    }

    @Test
    void placesTheUsersOfTwoSaltsIndependently() {
        assertThat(inBoth("flag", null, "flag", "2")).isBetween(700L, 1300L);
        assertThat(inBoth("flag", "1", "flag", "2")).isBetween(700L, 1300L);
    }

    @Test
    void fillsAllBucketsAlike() {
        for (String salt : new String[] {null, "2"}) {
            int users = 100_000;
            int[] buckets = new int[100];
            int[] thousandths = new int[100];
            for (int user = 0; user < users; user++) {
                int position = Bucket.position("user_" + user, "uniform", salt);
                buckets[position / 1000]++;
                thousandths[position % 1000 / 10]++;
            }
            assertThat(chiSquare(buckets, users / 100.0)).isLessThan(UNIFORM);
            assertThat(chiSquare(thousandths, users / 100.0)).isLessThan(UNIFORM);
        }
    }

    private static double chiSquare(int[] counts, double expected) {
        return IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** How many of 100,000 users both flags have in their first tenth. */
    private static long inBoth(String flag, @Nullable String salt, String otherFlag, @Nullable String otherSalt) {
        return IntStream.range(0, 100_000)
                .mapToObj(user -> "user_" + user)
                .filter(user -> Bucket.position(user, flag, salt) < 10_000)
                .filter(user -> Bucket.position(user, otherFlag, otherSalt) < 10_000)
                .count();
    }

    private static int literally(String user, String flag, @Nullable String salt) throws Exception {
        String text = salt == null ? user + "-" + flag : user + "-" + flag + "-" + salt;
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        BigInteger[] parts = new BigInteger(1, digest).divideAndRemainder(BigInteger.valueOf(100));
        return parts[1].intValue() * 1000
                + parts[0].mod(BigInteger.valueOf(1000)).intValue();
    }

    /** Latin, any other, and halves of surrogate pairs, which Java encodes as a question mark. */
    private static String randomText(Random random, int length) {
        int kind = random.nextInt(4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(kind + 1)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x800));
                case 2 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(0x110000));
            }
        }
        return text.toString();
    }

    private static List<String[]> rows(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .toList();
    }

    private static String sha256(String file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = BucketTests.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
