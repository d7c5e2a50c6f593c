package io.featureflags.decision;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A digest and its buffers, borrowed for one hash, so that a rollout allocates nothing. They lie in a small pool where
 * nobody waits: whoever finds the places that he looks at empty makes one of his own. One per thread would be waste on
 * virtual threads, of which there may be a million.
 */
final class Md5 {

    /** A user who is longer is hashed in pieces. */
    private static final int PIECE = 256;

    /** As many as the smallest {@code long} has, with its sign. */
    private static final int MAX_DIGITS = 20;

    /** The longest encoding of a character. */
    private static final int MAX_BYTES = 4;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int PLACES = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 8 - 1);

    private static final int PLACES_TO_LOOK_AT = 4;

    /** References between two places, so that processors do not fight for one line of their caches. */
    private static final int DISTANCE = 16;

    private static final AtomicReferenceArray<@Nullable Md5> POOL = new AtomicReferenceArray<>(PLACES * DISTANCE);

    private final MessageDigest digest = digest();

    private final byte[] piece = new byte[PIECE];

    private final byte[] hash = new byte[16];

    private int length;

    /** Where it is given back. */
    private int place;

    static Md5 borrow() {
        int first = Long.hashCode(Thread.currentThread().getId() * 0x9E3779B97F4A7C15L);
        for (int i = 0; i < PLACES_TO_LOOK_AT; i++) {
            int place = ((first + i) & (PLACES - 1)) * DISTANCE;
            Md5 found = POOL.getAndSet(place, null);
            if (found != null) {
                found.place = place;
                return found;
            }
        }
        Md5 made = new Md5();
        made.place = (first & (PLACES - 1)) * DISTANCE;
        return made;
    }

    void giveBack() {
        POOL.setRelease(place, this);
    }

    /** Hashes the UTF-8 of a text, and bytes behind it. */
    void hash(String text, byte[] suffix) {
        int ascii = copyAscii(text);
        if (ascii == text.length() && ascii + suffix.length <= PIECE) { // As good as always.
            System.arraycopy(suffix, 0, piece, ascii, suffix.length);
            digest.update(piece, 0, ascii + suffix.length);
        } else {
            updateInPieces(text, ascii);
            digest.update(suffix, 0, suffix.length);
        }
        finish();
    }

    /** Hashes the decimal digits of a whole number, and bytes behind them. */
    void hash(long number, byte[] suffix) {
        int start = MAX_DIGITS;
        long rest = number;
        do { // Digit by digit: the smallest number has no opposite.
            piece[--start] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            piece[--start] = '-';
        }
        digest.update(piece, start, MAX_DIGITS - start);
        digest.update(suffix, 0, suffix.length);
        finish();
    }

    private void finish() {
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException ex) {
            throw new IllegalStateException("MD5 must have 16 bytes", ex);
        }
    }

    /** How many characters from the beginning on are ASCII, and now in the first piece. */
    private int copyAscii(String text) {
        byte[] bytes = piece;
        int end = Math.min(text.length(), PIECE);
        for (int i = 0; i < end; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return i;
            }
            bytes[i] = (byte) character;
        }
        return end;
    }

    private void updateInPieces(String text, int encoded) {
        length = encoded;
        int end = text.length();
        for (int i = encoded; i < end; i++) {
            char character = text.charAt(i);
            reserve();
            if (character < 0x80) {
                piece[length++] = (byte) character;
            } else {
                i += encode(character, i + 1 < end ? text.charAt(i + 1) : 0);
            }
        }
        digest.update(piece, 0, length);
    }

    /** Encodes as {@link String#getBytes} does; tells how many characters it took beyond the first. */
    private int encode(char character, char next) {
        if (Character.isHighSurrogate(character) && Character.isLowSurrogate(next)) {
            int point = Character.toCodePoint(character, next);
            piece[length++] = (byte) (0xF0 | (point >> 18));
            piece[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            piece[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            piece[length++] = (byte) (0x80 | (point & 0x3F));
            return 1;
        }
        if (Character.isSurrogate(character)) {
            piece[length++] = '?';
        } else if (character < 0x800) {
            piece[length++] = (byte) (0xC0 | (character >> 6));
            piece[length++] = (byte) (0x80 | (character & 0x3F));
        } else {
            piece[length++] = (byte) (0xE0 | (character >> 12));
            piece[length++] = (byte) (0x80 | ((character >> 6) & 0x3F));
            piece[length++] = (byte) (0x80 | (character & 0x3F));
        }
        return 0;
    }

    private void reserve() {
        if (length + MAX_BYTES > PIECE) {
            digest.update(piece, 0, length);
            length = 0;
        }
    }

    /** The upper half of the last hash, big-endian. */
    long high() {
        return (long) BIG_ENDIAN.get(hash, 0);
    }

    /** The lower half of the last hash, big-endian. */
    long low() {
        return (long) BIG_ENDIAN.get(hash, Long.BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform must have MD5", ex);
        }
    }
}
