package io.featureflags.value;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents that nobody would write: those of a small corpus, changed by chance, and pieces that do not fit. */
final class Mutations {

    private static final List<String> CORPUS = List.of(
            "true",
            "12.345%",
            "{\"users\": [\"ada\", \"Zo\\u00eb\", \"\\ud83d\\ude00\"], \"excluded\": [\"\"], \"percentage\": 12.5e0}",
            "{\"rules\": [{\"if\": [{\"attribute\": \"country\", \"operator\": \"in\", \"values\": [\"DE\", 10, true]}],"
                    + " \"percentage\": 50}, {\"if\": []}], \"bucketBy\": \"country\", \"salt\": \"2\"}",
            "{\"rules\": [{\"if\": [{\"attribute\": \"age\", \"operator\": \"greaterThan\", \"values\": [-1.5E-3]},"
                    + " {\"attribute\": \"at\", \"operator\": \"before\", \"values\": [\"2026-12-01T00:00:00Z\"]},"
                    + " {\"attribute\": \"v\", \"operator\": \"semverLessThan\", \"values\": [\"1.0.0-rc.1+b\"]}]}]}",
            "{\"from\": \"2026-12-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00+01:00\", \"requires\": [\"a\"],"
                    + " \"enabled\": true, \"owner\": \"o\", \"expires\": \"2027-01-31\", \"x\": [[[{}]], null]}");

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u00",
            "\\ud800",
            "true",
            "false",
            "null",
            "-",
            "1",
            ".5",
            "e9",
            "1e999999999",
            "%",
            " ",
            "\n",
            "\"users\"",
            "\"rules\"",
            "\"percentage\"",
            "\"if\"",
            "\"operator\"",
            "\"values\"",
            "\"notIn\"",
            "\"exists\"",
            "\"contains\"",
            "\ud800",
            "\u0000",
            "💥",
            "٣",
            "[[[[[[[[[[[[",
            "//",
            "/*");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** A small document. */
    String next() {
        if (random.nextInt(4) == 0) {
            return pieces(random.nextInt(1, 25));
        }
        return mutated(CORPUS.get(random.nextInt(CORPUS.size())), random.nextInt(4));
    }

    /** A document of some length: mostly valid for long, and then not. */
    String next(int length) {
        String unit = CORPUS.get(2 + random.nextInt(CORPUS.size() - 2));
        String one = switch (random.nextInt(6)) {
            case 0 -> "\"users\": [" + repeated("\"user_%d\"", length) + "]";
            case 1 ->
                "\"rules\": ["
                        + repeated(
                                "{\"if\": [{\"attribute\": \"a%d\", \"operator\": \"in\"," + " \"values\": [%<d]}]}",
                                length)
                        + "]";
            case 2 -> repeated("\"field%d\": " + unit.replace("%", "%%"), length);
            case 3 -> "\"a\": \"" + "\\u00e4".repeat(length / 6) + "\"";
            case 4 -> "\"a\": " + "9".repeat(length);
            default -> "\"a\": \"" + pieces(length / 3);
        };
        return mutated("{" + one + "}", random.nextInt(3));
    }

    private static String repeated(String format, int length) {
        int each = String.format(format, 10_000).length() + 1;
        return IntStream.range(0, Math.max(1, length / each))
                .mapToObj(i -> String.format(format, i))
                .collect(Collectors.joining(","));
    }

    private String pieces(int count) {
        return random.ints(count, 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining("", random.nextBoolean() ? "{" : "", ""));
    }

    private String mutated(String text, int changes) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < changes && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(7)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.delete(at, end);
                case 2 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                case 4 -> changed.insert(at, changed.substring(at, end));
                case 5 -> changed.setLength(at);
                default -> changed.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return changed.toString();
    }
}
