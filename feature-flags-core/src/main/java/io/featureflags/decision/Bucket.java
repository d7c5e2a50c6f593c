package io.featureflags.decision;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Computes the position of a user in the rollout of a flag. The position never changes, and the positions of one user
 * in different flags are independent.
 *
 * <p>Let {@code h} be the MD5 digest of {@code user + "-" + flag} in UTF-8, read as an unsigned big-endian integer. The
 * bucket is {@code h mod 100}, which equals the Python function {@code int(md5(f"{user}-{flag}").hexdigest(), 16) %
 * 100}, so that services in other languages agree. The position refines the bucket to steps of 0.001 %:
 * {@code position = bucket * 1000 + (h / 100) mod 1000}. With a salt, the digest is that of
 * {@code user + "-" + flag + "-" + salt}.
 *
 * <p>The golden file {@code buckets.csv} of the tests freezes the function, because a change would move every user of
 * every rollout.
 */
public final class Bucket {

    private static final long STEPS = 100_000;

    /** 2^96 mod 100000: the weight of the highest of the four words of a digest. */
    private static final long FIRST_WORD = 50_336;

    /** 2^64 mod 100000. */
    private static final long SECOND_WORD = 51_616;

    /** 2^32 mod 100000. */
    private static final long THIRD_WORD = 67_296;

    /** Leaves the first 14 bits of a digest. */
    private static final int SLOT_SHIFT = Long.SIZE - 14;

    private static final long WORD = 0xFFFF_FFFFL;

    private Bucket() {}

    /**
     * Returns the position of a user in the rollout of a flag.
     *
     * @param user id of the user, compared exactly
     * @param flag name of the flag
     * @return the position, 0 to 99,999; its thousands are the bucket, 0 to 99
     */
    public static int position(String user, String flag) {
        return position(user, flag, null);
    }

    /**
     * Returns the position of a user in the rollout of a flag with a salt. Another salt shuffles the users.
     *
     * @param user id of the user, compared exactly; an unpaired surrogate counts as a question mark, as in
     *     {@link String#getBytes}
     * @param flag name of the flag
     * @param salt salt of the flag's value; null and empty mean none
     * @return the position, 0 to 99,999; its thousands are the bucket, 0 to 99
     */
    public static int position(String user, String flag, @Nullable String salt) {
        return position(user, suffix(flag, salt));
    }

    /**
     * Returns the bytes that follow the user in the hashed text. They are the same for all users of a flag, so encoded
     * once.
     */
    static byte[] suffix(String flag, @Nullable String salt) {
        String suffix = salt == null || salt.isEmpty() ? "-" + flag : "-" + flag + "-" + salt;
        return suffix.getBytes(StandardCharsets.UTF_8);
    }

    static int position(String user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return positionOf(md5);
    }

    /** Returns the position of an integer, which is hashed as its decimal digits. */
    static int position(long user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return positionOf(md5);
    }

    /** Returns the first 14 bits of the digest of a user. */
    static int slot(String user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        int slot = (int) (md5.high() >>> SLOT_SHIFT);
        md5.release();
        return slot;
    }

    private static int positionOf(Md5 md5) {
        long high = md5.high();
        long low = md5.low();
        md5.release();
        // The sum is below 2^50, so that one division is enough: 5 ns of some 110 less than a remainder of each half.
        long sum = (high >>> Integer.SIZE) * FIRST_WORD
                + (high & WORD) * SECOND_WORD
                + (low >>> Integer.SIZE) * THIRD_WORD
                + (low & WORD);
        // h mod 100000 holds both parts: its last two digits are h mod 100, the rest is (h / 100) mod 1000.
        int remainder = (int) (sum % STEPS);
        return remainder % 100 * 1000 + remainder / 100;
    }
}
