package io.featureflags.redis.ledger;

import io.featureflags.FlagName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys of one flag: those of its record have the flag's own key in braces, and so are in its slot of a cluster. */
record LedgerKeys(String flag, String stream, String last, String never) {

    private static final String STREAM = "audit:{";

    /**
     * What stands for the last recorded value where a writer deleted the flag, and {@code -} where it was found to be gone:
     * the one is meant, and the other may be a loss of data.
     */
    static final String DELETED = "-deleted";

    static LedgerKeys of(String keyPrefix, String name) {
        String key = keyPrefix + name;
        String stream = STREAM + key + "}";
        return new LedgerKeys(key, stream, "audit-last:{" + key + "}", stream + ":never");
    }

    /** Whether a last recorded value says that a writer deleted the flag. */
    static boolean isDeletion(byte @Nullable [] last) {
        return Arrays.equals(last, DELETED.getBytes(StandardCharsets.UTF_8));
    }

    /** The keys of all flags, as a pattern of Redis. */
    static String pattern(String keyPrefix) {
        return keyPrefix.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*";
    }

    /** The streams of all flags, as a pattern of Redis. */
    static String streamPattern(String keyPrefix) {
        return STREAM + pattern(keyPrefix) + "}";
    }

    /** The flag of a stream; null if none can have it. */
    static @Nullable String nameOfStream(String keyPrefix, String key) {
        return key.startsWith(STREAM) && key.endsWith("}")
                ? name(keyPrefix, key.substring(STREAM.length(), key.length() - 1))
                : null;
    }

    /** The flag of a key; null if none can have it. */
    static @Nullable String name(String keyPrefix, String key) {
        String name = key.substring(Math.min(keyPrefix.length(), key.length()));
        return key.startsWith(keyPrefix) && FlagName.isValid(name) ? name : null;
    }
}
