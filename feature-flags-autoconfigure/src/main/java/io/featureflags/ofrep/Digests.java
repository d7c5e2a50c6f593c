package io.featureflags.ofrep;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Digests of versions, answers and keys. */
final class Digests {

    /** 128 bits, so that two versions are never equal by chance. */
    private static final int SHORT_BYTES = 16;

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every JDK has SHA-256", ex);
        }
    }

    /** Returns the first half of a digest as 32 hexadecimal digits. */
    static String shortText(MessageDigest digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), SHORT_BYTES));
    }
}
