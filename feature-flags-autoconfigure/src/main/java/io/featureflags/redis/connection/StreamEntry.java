package io.featureflags.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An entry of a stream in Redis.
 *
 * @param id the id
 * @param fields the fields
 */
public record StreamEntry(String id, Map<String, String> fields) {

    static StreamEntry of(String id, Map<byte[], byte[]> fields) {
        Map<String, String> texts = new HashMap<>();
        fields.forEach((name, value) -> texts.put(text(name), text(value)));
        return new StreamEntry(id, texts);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
