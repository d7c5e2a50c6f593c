package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTests {

    /** The golden file must not be changed: it would move the users of every running canary. */
    private static final String GOLDEN_SHA_256 = "e97277feb8bdb8ae8cf37ea868f83e50632f0ce5e47f62fcdbf659bd8e6dbc8f";

    @Test
    void goldenFileIsUntouched() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(goldenFile());

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(GOLDEN_SHA_256);
    }

    @Test
    void placesEveryUserOfTheGoldenFile() throws IOException {
        List<String> rows =
                new String(goldenFile(), StandardCharsets.UTF_8).lines().skip(1).toList();

        assertThat(rows).hasSize(2000).allSatisfy(row -> {
            String[] columns = row.split(",", -1);
            int position = Bucket.position(columns[0], columns[1]);
            assertThat(position / 1000).as("bucket").isEqualTo(Integer.parseInt(columns[2]));
            assertThat(position).as("position").isEqualTo(Integer.parseInt(columns[3]));
        });
    }

    @Test
    void agreesWithTheLiteralTranslationOfThePythonFunction() throws Exception {
        for (int user = 0; user < 1000; user++) {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest(("user-" + user + "-some_flag").getBytes(StandardCharsets.UTF_8));
            BigInteger hash = new BigInteger(1, digest);

            assertThat(Bucket.position("user-" + user, "some_flag") / 1000)
                    .isEqualTo(hash.mod(BigInteger.valueOf(100)).intValue());
        }
    }

    @Test
    void placesTheUsersOfTwoFlagsIndependently() {
        long both = IntStream.range(0, 100_000)
                .mapToObj(user -> "user_" + user)
                .filter(user -> Bucket.position(user, "one_flag") < 10_000)
                .filter(user -> Bucket.position(user, "another_flag") < 10_000)
                .count();

        assertThat(both).isBetween(700L, 1300L);
    }

    private static byte[] goldenFile() throws IOException {
        try (InputStream in = BucketTests.class.getResourceAsStream("/buckets.csv")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
