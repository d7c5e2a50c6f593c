package io.featureflags.decision;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stands in the rollout of a flag: always at the same place, and at independent places for different flags.
 *
 * <p>With {@code h} the MD5 digest of {@code user + "-" + flag} in UTF-8, read as an unsigned big-endian number,
 * {@code bucket = h mod 100} is what the Python function {@code int(md5(f"{user}-{flag}").hexdigest(), 16) % 100} gives,
 * so that services in other languages agree, and {@code position = bucket * 1000 + (h / 100) mod 1000} refines it to
 * steps of 0.001 %. With a salt, the digest is that of {@code user + "-" + flag + "-" + salt}. The function is frozen by
 * the golden file {@code buckets.csv} of the tests: changing it would move every user of every canary.
 */
public final class Bucket {

    private static final long STEPS = 100_000;

    /** 2^96 mod 100000: what the highest of the four words of a digest counts. */
    private static final long FIRST_WORD = 50_336;

    /** 2^64 mod 100000. */
    private static final long SECOND_WORD = 51_616;

    /** 2^32 mod 100000. */
    private static final long THIRD_WORD = 67_296;

    private static final long WORD = 0xFFFF_FFFFL;

    private Bucket() {}

    /**
     * The user's place in the rollout of the flag.
     *
     * @param user the user, taken exactly
     * @param flag name of the flag
     * @return the position, 0 to 99999; its thousands are the bucket, 0 to 99
     */
    public static int position(String user, String flag) {
        return position(user, flag, null);
    }

    /**
     * The user's place in the rollout of the flag, which a salt shuffles anew.
     *
     * @param user the user, taken exactly; half of a surrogate pair counts as a question mark, as Java encodes it
     * @param flag name of the flag
     * @param salt the salt of the flag's value; null and empty are none
     * @return the position, 0 to 99999; its thousands are the bucket, 0 to 99
     */
    public static int position(String user, String flag, @Nullable String salt) {
        return position(user, suffix(flag, salt));
    }

    /** What stands behind the user in the text that is hashed: the same for all users of a flag, so encoded once. */
    static byte[] suffix(String flag, @Nullable String salt) {
        String suffix = salt == null || salt.isEmpty() ? "-" + flag : "-" + flag + "-" + salt;
        return suffix.getBytes(StandardCharsets.UTF_8);
    }

    static int position(String user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return positionOf(md5);
    }

    /** The place of a whole number, written in decimal digits. */
    static int position(long user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return positionOf(md5);
    }

    private static int positionOf(Md5 md5) {
        long high = md5.high();
        long low = md5.low();
        md5.giveBack();
        // Below 2^50, so that one division is enough: it takes 5 ns less of some 110 than a remainder of each half.
        long sum = (high >>> Integer.SIZE) * FIRST_WORD
                + (high & WORD) * SECOND_WORD
                + (low >>> Integer.SIZE) * THIRD_WORD
                + (low & WORD);
        // h mod 100000 holds both parts: its last two digits are h mod 100, the rest is (h / 100) mod 1000.
        int remainder = (int) (sum % STEPS);
        return remainder % 100 * 1000 + remainder / 100;
    }
}
