package io.featureflags.ofrep;

import io.featureflags.EvaluationContext;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.value.JsonObjects;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the evaluation context of a request. A mistake is described without anything of the request. */
final class ContextReader {

    /** Largest size of a body, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    private static final String TARGETING_KEY = "targetingKey";

    private static final String CONTEXT = "context";

    private ContextReader() {}

    /** Returns whether a body is JSON in UTF-8, which it is taken for without a type. */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].trim();
        if (!type.equals(OfrepResponse.JSON) && !(type.startsWith("application/") && type.endsWith("+json"))) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").trim();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a body.
     *
     * @param key name of the flag, for the message; null for all flags
     * @param body the body
     * @return the context; anonymous if the body has none
     * @throws RejectedRequestException if the body cannot be read
     */
    static EvaluationContext read(@Nullable String key, byte[] body) {
        Map<String, @Nullable Object> request = object(key, body);
        if (!request.containsKey(CONTEXT)) {
            return EvaluationContext.anonymous();
        }
        if (!(request.get(CONTEXT) instanceof Map<?, ?> context)) {
            throw rejected(key, "INVALID_CONTEXT", "'context' must be an object.");
        }
        if (context.containsKey(TARGETING_KEY) && !(context.get(TARGETING_KEY) instanceof String)) {
            throw rejected(key, "INVALID_CONTEXT", "'targetingKey' must be a text.");
        }
        Map<String, Object> attributes = new HashMap<>();
        context.forEach((name, value) -> {
            if (value != null && !name.equals(TARGETING_KEY)) {
                attributes.put((String) name, attribute(value));
            }
        });
        return new EvaluationContext((String) context.get(TARGETING_KEY), attributes);
    }

    /** A percentage by an attribute takes whole numbers, of the types of Java for them only. */
    private static Object attribute(Object value) {
        if (value instanceof BigDecimal number && number.scale() == 0) {
            BigInteger whole = number.unscaledValue();
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        return value;
    }

    private static Map<String, @Nullable Object> object(@Nullable String key, byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return JsonObjects.read(text);
        } catch (CharacterCodingException ex) {
            throw rejected(key, "PARSE_ERROR", "The body is not UTF-8.");
        } catch (InvalidFlagValueException ex) {
            throw rejected(key, "PARSE_ERROR", "The body is not the JSON of an object: " + ex.getMessage() + ".");
        }
    }

    private static RejectedRequestException rejected(@Nullable String key, String errorCode, String details) {
        return new RejectedRequestException(OfrepResponse.failure(400, key, errorCode, details));
    }
}
