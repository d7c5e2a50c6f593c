package io.featureflags.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFormatTests {

    @Test
    void formatIsReadableForAPerson() {
        byte[] content = encode(Map.of(
                "new_checkout_flow",
                "{\n\t\"users\": [\"Jürgen 😀\"]\r\n}",
                "b",
                "10%",
                "a:b.c-1",
                "C:\\n # = \u202e\u0000\u2028\ud800"));

        assertThat(new String(content, UTF_8).lines())
                .hasSize(5)
                .satisfies(lines ->
                        assertThat(lines.get(0)).matches("# feature-flags snapshot, version 1, sha256 [0-9a-f]{64}"))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("# "))
                .endsWith(
                        "a:b.c-1=C:\\\\n # = \\u202e\\u0000\\u2028\\ud800",
                        "b=10%",
                        "new_checkout_flow={\\n\\t\"users\": [\"Jürgen 😀\"]\\r\\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " true ",
                "a=b",
                "# comment",
                "\\",
                "\\u0041",
                "\\\\n",
                "\n\n",
                "\r",
                "\u0085",
                "\ufeff",
                "\u0000",
                "\ud800",
                "\udc00",
                "\udc00\ud800",
                "\ud800\ud83d\ude00",
                "\udb40\udc01",
                "\uffff"
            })
    void valueComesBack(String value) throws IOException {
        Map<String, String> values = Map.of("first", value, "second", "true");

        assertThat(SnapshotFormat.decode(encode(values))).isEqualTo(values);
    }

    @Test
    void anyTextComesBack() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> values = IntStream.range(0, 2000)
                .boxed()
                .collect(Collectors.toMap(
                        flag -> "flag" + flag,
                        flag -> random.ints(random.nextInt(50), 0, random.nextBoolean() ? 0x80 : 0x10000)
                                .mapToObj(character -> String.valueOf((char) character))
                                .collect(Collectors.joining())));
        values.put("1MB", "\"\n\u0000ä".repeat(250_000));

        assertThat(SnapshotFormat.decode(encode(values))).as("seed %d", seed).isEqualTo(values);
    }

    @Test
    void noValuesComeBackToo() throws IOException {
        assertThat(SnapshotFormat.decode(encode(Map.of()))).isEmpty();
    }

    @Test
    void everyFlippedBitIsDetected() {
        byte[] content = encode(Map.of("flag", "true"));

        for (int bit = 0; bit < content.length * 8; bit++) {
            byte[] damaged = content.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatExceptionOfType(IOException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> SnapshotFormat.decode(damaged));
        }
    }

    @Test
    void everyAdditionalByteIsDetected() {
        byte[] content = encode(Map.of("flag", "true"));

        for (String added : new String[] {"\n", "x", "\u0000"}) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> SnapshotFormat.decode((new String(content, UTF_8) + added).getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=true\n",
                "true\n",
                "\n",
                "bad name=true\n",
                "-bad=true\n",
                "a\u0000=true\n",
                "a=1\na=2\n",
                "a=\\\n",
                "a=\\x\n",
                "a=\\u12\n",
                "a=\\u+123\n"
            })
    void rejectsLinesThatTheApplicationNeverWrites(String lines) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SnapshotFormat.decode(SnapshotFormat.seal(lines.getBytes(UTF_8))))
                .withMessageStartingWith("it has a ");
    }

    @Test
    void rejectsOtherEncodings() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SnapshotFormat.decode(SnapshotFormat.seal("a=\u00e4\n".getBytes(ISO_8859_1))))
                .withMessage("it is not in UTF-8");
    }

    @Test
    void rejectsAnotherVersionOfTheFormat() {
        String content = new String(encode(Map.of("flag", "true")), UTF_8).replace("version 1,", "version 10,");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SnapshotFormat.decode(content.getBytes(UTF_8)))
                .withMessage("it was written in another version of its format");
    }

    @Test
    void writesNothingThatItWouldReject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(Map.of("bad name", "true")))
                .withMessageContaining("'bad name'");
    }

    @Test
    void damagedSnapshotIsNotForeign() {
        byte[] content = encode(Map.of("flag", "true"));

        assertThat(IntStream.rangeClosed(0, content.length).mapToObj(length -> Arrays.copyOf(content, length)))
                .noneMatch(SnapshotFormat::isForeign);
        assertThat(Stream.of("f", "#", "# feature-flags: on\n", "\u0000", "# feature-flags snapshot: mine"))
                .filteredOn(text -> SnapshotFormat.isForeign(text.getBytes(UTF_8)))
                .containsExactly("f", "# feature-flags: on\n", "\u0000", "# feature-flags snapshot: mine");
    }

    private static byte[] encode(Map<String, String> values) {
        return SnapshotFormat.encode(new TreeMap<>(values));
    }
}
