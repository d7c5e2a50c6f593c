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

    /** 2^96 mod 100000: the weight of the highest of the four words of a digest. 2^96 mod 10^10 is 3543950336. */
    private static final long FIRST_WORD = 50_336;

    private static final long FIRST_WORD_HIGH = 35_439;

    /** 2^64 mod 100000. 2^64 mod 10^10 is 3709551616. */
    private static final long SECOND_WORD = 51_616;

    private static final long SECOND_WORD_HIGH = 37_095;

    /** 2^32 mod 100000. 2^32 mod 10^10 is 4294967296. */
    private static final long THIRD_WORD = 67_296;

    private static final long THIRD_WORD_HIGH = 42_949;

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
        return position(draw(user, suffix(flag, salt)));
    }

    /**
     * Returns the place of a user among the variants of a flag: {@code (h / 100000) mod 100000}.
     *
     * @param user id of the user, compared exactly
     * @param flag name of the flag
     * @param salt salt of the flag's value; null and empty mean none
     * @return the place, 0 to 99,999; independent of the position
     */
    public static int variantPosition(String user, String flag, @Nullable String salt) {
        return variantPosition(draw(user, suffix(flag, salt)));
    }

    /**
     * Returns the bytes that follow the user in the hashed text. They are the same for all users of a flag, so encoded
     * once.
     */
    static byte[] suffix(String flag, @Nullable String salt) {
        String suffix = salt == null || salt.isEmpty() ? "-" + flag : "-" + flag + "-" + salt;
        return suffix.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the draw of a user: {@code h mod 10^10}, of which {@link #position(long)} and {@link #variantPosition} are
     * parts. Thus a flag with variants needs one digest.
     */
    static long draw(String user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return drawOf(md5);
    }

    /** Returns the draw of an integer, which is hashed as its decimal digits. */
    static long draw(long user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        return drawOf(md5);
    }

    /** Returns the first 14 bits of the digest of a user. */
    static int slot(String user, byte[] suffix) {
        Md5 md5 = Md5.borrow();
        md5.hash(user, suffix);
        int slot = (int) (md5.high() >>> SLOT_SHIFT);
        md5.release();
        return slot;
    }

    private static long drawOf(Md5 md5) {
        long first = md5.high() >>> Integer.SIZE;
        long second = md5.high() & WORD;
        long third = md5.low() >>> Integer.SIZE;
        long low = (first * FIRST_WORD) + (second * SECOND_WORD) + (third * THIRD_WORD) + (md5.low() & WORD);
        md5.release();
        // Both sums are below 2^51. They are the digits of h to the base 100000, before the carry.
        long high = (first * FIRST_WORD_HIGH) + (second * SECOND_WORD_HIGH) + (third * THIRD_WORD_HIGH) + (low / STEPS);
        return high % STEPS * STEPS + low % STEPS;
    }

    /** Returns the position of a draw in the rollout: {@code (h mod 100) * 1000 + (h / 100) mod 1000}. */
    static int position(long draw) {
        int remainder = (int) (draw % STEPS);
        return remainder % 100 * 1000 + remainder / 100;
    }

    /** Returns the place of a draw among the variants: {@code (h / 100000) mod 100000}. It is independent of the position. */
    static int variantPosition(long draw) {
        return (int) (draw / STEPS);
    }
}
