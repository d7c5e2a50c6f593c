package io.featureflags.redis;

import io.featureflags.FlagName;
import org.jspecify.annotations.Nullable;

/** The keys of one flag: those of its record have the flag's own key in braces, and so are in its slot of a cluster. */
record LedgerKeys(String flag, String stream, String last, String never) {

    static LedgerKeys of(String keyPrefix, String name) {
        String key = keyPrefix + name;
        String stream = "audit:{" + key + "}";
        return new LedgerKeys(key, stream, "audit-last:{" + key + "}", stream + ":never");
    }

    /** The keys of all flags, as a pattern of Redis. */
    static String pattern(String keyPrefix) {
        return keyPrefix.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*";
    }

    /** The flag of a key; null if none can have it. */
    static @Nullable String name(String keyPrefix, String key) {
        String name = key.substring(Math.min(keyPrefix.length(), key.length()));
        return key.startsWith(keyPrefix) && FlagName.isValid(name) ? name : null;
    }
}
