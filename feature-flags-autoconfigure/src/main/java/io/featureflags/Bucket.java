package io.featureflags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a user stands in the rollout of a flag: always at the same place, and at independent places for different flags.
 *
 * <p>With {@code h} the MD5 digest of {@code user + "-" + flag} in UTF-8, read as an unsigned big-endian number,
 * {@code bucket = h mod 100} is what the Python function {@code int(md5(f"{user}-{flag}").hexdigest(), 16) % 100} gives,
 * so that services in other languages agree, and {@code position = bucket * 1000 + (h / 100) mod 1000} refines it to
 * steps of 0.001 %. The function is frozen by the golden file {@code buckets.csv} of the tests: changing it would move
 * every user of every canary.
 */
public final class Bucket {

    private static final long STEPS = 100_000;

    /** 2^64 mod 100000. */
    private static final long HIGH_WORD = 51_616;

    private Bucket() {}

    /**
     * The user's place in the rollout of the flag.
     *
     * @param user the user, taken exactly
     * @param flag name of the flag
     * @return the position, 0 to 99999; its thousands are the bucket, 0 to 99
     */
    public static int position(String user, String flag) {
        ByteBuffer digest = ByteBuffer.wrap(md5().digest((user + "-" + flag).getBytes(StandardCharsets.UTF_8)));
        long high = Long.remainderUnsigned(digest.getLong(), STEPS);
        long low = Long.remainderUnsigned(digest.getLong(), STEPS);
        // h mod 100000 holds both parts: its last two digits are h mod 100, the rest is (h / 100) mod 1000.
        int remainder = (int) ((high * HIGH_WORD + low) % STEPS);
        return remainder % 100 * 1000 + remainder / 100;
    }

    // A new digest each time: the JVM makes it cheaply, and one per thread would be waste on virtual threads.
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform must have MD5", ex);
        }
    }
}
