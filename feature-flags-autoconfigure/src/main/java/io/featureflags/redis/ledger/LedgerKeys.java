package io.featureflags.redis.ledger;

import io.featureflags.FlagName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one flag. The others contain the flag's key in braces, and so are in the same slot of a cluster.
 */
record LedgerKeys(String flag, String stream, String last, String never) {

    private static final String STREAM = "audit:{";

    private static final String LAST = "audit-last:{";

    /**
     * The last recorded value of a flag that was deleted through this library. A flag that was found missing has
     * {@code -} instead: the first is intended, the second may be a loss of data.
     */
    static final String DELETED = "-deleted";

    static LedgerKeys of(String keyPrefix, String name) {
        String key = keyPrefix + name;
        String stream = STREAM + key + "}";
        return new LedgerKeys(key, stream, LAST + key + "}", stream + ":never");
    }

    /** Returns the key of the counts of the flag's guarded rollout. */
    String rollout() {
        return "rollout:{" + flag + "}";
    }

    /** Returns the key of the users that the flag's guarded rollout has counted. */
    String rolloutUsers() {
        return "rollout-users:{" + flag + "}";
    }

    /** Returns the prefix of the keys of all last recorded values. */
    static String lastPrefix(String keyPrefix) {
        return LAST + keyPrefix;
    }

    /** Returns whether a last recorded value is that of a deleted flag. */
    static boolean isDeletion(byte @Nullable [] last) {
        return Arrays.equals(last, bytes(DELETED));
    }

    /** Returns a key, or an argument, as Redis receives it. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the pattern of Redis that matches the keys of all flags. */
    static String pattern(String keyPrefix) {
        return keyPrefix.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*";
    }

    /** Returns the pattern of Redis that matches the streams of all flags. */
    static String streamPattern(String keyPrefix) {
        return STREAM + pattern(keyPrefix) + "}";
    }

    /** Returns the name of the flag that a stream belongs to; null if it is not that of a flag. */
    static @Nullable String nameOfStream(String keyPrefix, String key) {
        return key.startsWith(STREAM) && key.endsWith("}")
                ? name(keyPrefix, key.substring(STREAM.length(), key.length() - 1))
                : null;
    }

    /** Returns the name of the flag that a key belongs to; null if it is not that of a flag. */
    static @Nullable String name(String keyPrefix, String key) {
        String name = key.substring(Math.min(keyPrefix.length(), key.length()));
        return key.startsWith(keyPrefix) && FlagName.isValid(name) ? name : null;
    }
}
