package io.featureflags.ofrep;

import io.featureflags.ofrep.OfrepProperties.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of callers, kept as digests. A comparison takes the same time for each key, right or wrong. */
final class ApiKeys {

    private static final String PROPERTY = "feature-flags.ofrep.api-keys.";

    private static final String DIGEST = "{sha256}";

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, byte[]> digests = new TreeMap<>();

    /**
     * Creates the keys.
     *
     * @param keys the configured keys by name
     * @throws InvalidOfrepSetupException if a key is missing or equal to another one, or a digest is not one
     */
    ApiKeys(Map<String, ApiKey> keys) {
        for (Map.Entry<String, ApiKey> each : keys.entrySet()) {
            String name = each.getKey();
            byte[] digest = digest(name, each.getValue().key());
            digests.forEach((other, same) -> {
                if (MessageDigest.isEqual(digest, same)) {
                    throw invalid(name, "is the same as that of '" + other + "'", "Give each caller its own key");
                }
            });
            digests.put(name, digest);
        }
    }

    private static byte[] digest(String name, String key) {
        if (key.isBlank()) {
            throw invalid(name, "is missing", "Set it to a long random text");
        }
        if (!key.startsWith(DIGEST)) {
            return Digests.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        }
        String hex = key.substring(DIGEST.length());
        if (!HEX.matcher(hex).matches()) {
            throw invalid(name, "is no SHA-256 digest", "After " + DIGEST + ", write 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static InvalidOfrepSetupException invalid(String name, String problem, String action) {
        return new InvalidOfrepSetupException(PROPERTY + name + ".key " + problem + ".", action + ".");
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Returns a digest of all keys, which instances with the same keys share. */
    byte[] digestOfAll() {
        MessageDigest all = Digests.sha256();
        digests.forEach((name, digest) -> {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(digest);
        });
        return all.digest();
    }

    /** Returns the name of a key that a caller presents; null if the key is wrong. */
    @Nullable
    String nameOf(String presented) {
        byte[] digest = Digests.sha256().digest(presented.getBytes(StandardCharsets.UTF_8));
        String found = null;
        for (Map.Entry<String, byte[]> entry : digests.entrySet()) {
            if (MessageDigest.isEqual(digest, entry.getValue())) {
                found = entry.getKey();
            }
        }
        return found;
    }
}
