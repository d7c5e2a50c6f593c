package io.featureflags.redis.sync;

import io.featureflags.spi.StoredValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Converts the bytes in Redis to readings. */
final class ValueDecoder {

    /** The usual values, which live as long as their flags: shared, they save 64 bytes and more for each flag. */
    private static final Map<String, StoredValue> USUAL =
            Map.of("true", new StoredValue.Text("true"), "false", new StoredValue.Text("false"));

    private final long maxValueSize;

    /**
     * Creates the decoder.
     *
     * @param maxValueSize largest size of a value in bytes
     */
    ValueDecoder(long maxValueSize) {
        this.maxValueSize = maxValueSize;
    }

    boolean isTooLarge(long size) {
        return size > maxValueSize;
    }

    /** Returns the reading of a value that is too large. */
    StoredValue.Unreadable tooLarge() {
        return new StoredValue.Unreadable(
                "it has more than the " + maxValueSize + " bytes that feature-flags.redis.max-value-size allows");
    }

    /** Returns the reading of a value: its text, or the problem if it is not UTF-8. */
    StoredValue decode(byte[] value) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            String text = decoder.decode(ByteBuffer.wrap(value)).toString();
            return USUAL.getOrDefault(text, new StoredValue.Text(text));
        } catch (CharacterCodingException ex) {
            return new StoredValue.NoText("it is not valid UTF-8", new String(value, StandardCharsets.UTF_8));
        }
    }
}
