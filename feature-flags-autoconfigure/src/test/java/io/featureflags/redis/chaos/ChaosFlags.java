package io.featureflags.redis.chaos;

import io.featureflags.Evaluation;
import io.featureflags.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@link ChaosTests}, and the expected answers of an instance. They are computed from the value in Redis
 * alone, without the library.
 */
final class ChaosFlags {

    static final String USER = "anna";

    private static final int COUNT = 40;

    /**
     * Number of flags that may be deleted. They are too few to count as a loss of data, even if all of them vanish
     * while an instance cannot read them.
     */
    private static final int DELETABLE = 10;

    /** A third of 5,000. */
    private static final int BULK = 1_667;

    /** The flags that are continuously written. */
    static final List<String> OWN = named("flag_", COUNT);

    /** The flags that are only written in bulk. */
    static final List<String> MASS = named("bulk_", BULK);

    static final List<String> ALL = Stream.concat(OWN.stream(), MASS.stream()).toList();

    private ChaosFlags() {}

    private static List<String> named(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    static String key(String flag) {
        return "feature:" + flag;
    }

    static boolean isDeletable(String flag) {
        return flag.startsWith("flag_") && number(flag) < DELETABLE;
    }

    /** Returns the setting in application.yml, which differs between flags and between instances. */
    static @Nullable Boolean configured(String flag, int instance) {
        int which = flag.startsWith("flag_") ? (number(flag) + instance) % 3 : 2;
        return which == 2 ? null : Boolean.valueOf(which == 0);
    }

    static String[] properties(int instance) {
        return OWN.stream()
                .filter(flag -> configured(flag, instance) != null)
                .map(flag -> "feature-flags.flags." + flag + ".enabled=" + configured(flag, instance))
                .toArray(String[]::new);
    }

    /** Returns a random valid value. */
    static String anyValue(Random random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> "true";
            case 2, 3 -> "false";
            case 4 -> random.nextBoolean() ? "0%" : "100%";
            case 5 -> random.nextBoolean() ? " TRUE " : "False";
            default -> (1 + random.nextInt(99)) + "%";
        };
    }

    /** Returns the expected answer of an instance for a value in Redis; null for no value. */
    static boolean enabled(String flag, int instance, @Nullable String value) {
        if (value == null) {
            return Boolean.TRUE.equals(configured(flag, instance));
        }
        String text = value.trim();
        return text.endsWith("%")
                ? position(flag) < Integer.parseInt(text.substring(0, text.length() - 1)) * 1000
                : text.equalsIgnoreCase("true");
    }

    /** Returns whether all parts of an answer are right for a value in Redis. */
    static boolean agrees(Evaluation answer, String flag, int instance, @Nullable String value) {
        Source absent = configured(flag, instance) == null ? Source.NONE : Source.CONFIGURATION;
        return answer.enabled() == enabled(flag, instance, value)
                && answer.source() == (value == null ? absent : Source.REDIS);
    }

    static List<String> arguments(String command, List<String> flags, Random random) {
        List<String> arguments = new ArrayList<>(List.of(command));
        for (String flag : flags) {
            arguments.add(key(flag));
            arguments.add(anyValue(random));
        }
        return arguments;
    }

    private static int number(String flag) {
        return Integer.parseInt(flag.substring(flag.indexOf('_') + 1));
    }

    /** The position of {@link #USER}, as in the section "Percentages" of docs/values.md. */
    private static int position(String flag) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((USER + "-" + flag).getBytes(StandardCharsets.UTF_8));
            BigInteger hundred = BigInteger.valueOf(100);
            BigInteger[] parts = new BigInteger(1, digest).divideAndRemainder(hundred);
            return parts[1].intValue() * 1000
                    + parts[0].mod(BigInteger.valueOf(1000)).intValue();
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
