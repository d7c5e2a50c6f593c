package io.featureflags.ofrep;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs callers for streams, because an {@code EventSource} of a browser sends no headers. A token is valid for one to two hours.
 * It changes once an hour, so that the address of a stream stays the same meanwhile.
 */
final class StreamTokens {

    private static final String ALGORITHM = "HmacSHA256";

    private static final long HOUR_MILLIS = 3_600_000;

    private static final int PARTS = 3;

    private final SecretKeySpec key;

    private final Clock clock;

    StreamTokens(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /** Returns the token of a caller, in characters that need no escape in a URL. */
    String of(String caller) {
        String signed = encoded(caller.getBytes(StandardCharsets.UTF_8)) + "." + (clock.millis() / HOUR_MILLIS + 2);
        return signed + "." + encoded(signature(signed));
    }

    /** Returns the caller of a token; null if the token is false or expired. */
    @Nullable
    String callerOf(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        byte[] expected = encoded(signature(parts[0] + "." + parts[1])).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        // Signed by an instance, and so well-formed.
        boolean expired = clock.millis() >= Long.parseLong(parts[1]) * HOUR_MILLIS;
        return expired ? null : new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, ex);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
