package io.featureflags.ofrep;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Reason;
import io.featureflags.text.JsonText;
import io.featureflags.value.JsonObjects;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers as JSON, without the names of rules, sources and other users. */
final class AnswerWriter {

    /** Decimals of the longest number in a value. */
    private static final int MAX_DECIMALS = 40;

    private AnswerWriter() {}

    /** Returns the cause of an answer that has neither a value nor the default of the caller; null without one. */
    static @Nullable ErrorCode error(Evaluation answer) {
        if (answer.errorCode() != null) {
            return answer.errorCode();
        }
        if (answer.reason() == Reason.ERROR) {
            return ErrorCode.GENERAL;
        }
        // The variant depends on a user that the context does not have.
        return answer.enabled() && answer.variant() == null ? ErrorCode.TARGETING_KEY_MISSING : null;
    }

    /** Returns the JSON of an answer. */
    static String json(Evaluation answer) {
        StringBuilder json = new StringBuilder("{\"key\":");
        JsonText.appendReadable(json, answer.flag());
        ErrorCode error = error(answer);
        if (error != null) {
            json.append(",\"errorCode\":\"").append(error).append("\",\"errorDetails\":");
            JsonText.appendReadable(json, details(error));
            return json.append('}').toString();
        }
        String variant = answer.variant();
        if (variant != null) {
            json.append(",\"value\":");
            Object value = answer.value();
            appendValue(json, value == null ? (Object) answer.enabled() : value);
        }
        json.append(",\"reason\":\"").append(reason(answer.reason())).append('"');
        if (variant != null) {
            json.append(",\"variant\":");
            JsonText.appendReadable(json, variant);
        }
        return json.append('}').toString();
    }

    private static void appendValue(StringBuilder json, Object value) {
        if (value instanceof String text) {
            JsonText.appendReadable(json, text);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put((String) name, field));
            json.append(JsonObjects.write(fields));
        } else if (value instanceof BigDecimal number && number.scale() > 0 && number.scale() <= MAX_DECIMALS) {
            json.append(number.toPlainString()); // Not 1E-8.
        } else {
            json.append(value); // Clients distinguish int and double by the digits.
        }
    }

    private static Reason reason(Reason reason) {
        return reason == Reason.DEFAULT ? Reason.STATIC : reason;
    }

    static String details(ErrorCode error) {
        return switch (error) {
            case PARSE_ERROR -> "The value of the flag cannot be parsed.";
            case TARGETING_KEY_MISSING ->
                "The answer depends on the user, and the context has no targeting key, or not"
                        + " the attribute that takes its place.";
            case INVALID_CONTEXT -> "The context cannot be read.";
            case FLAG_NOT_FOUND -> "There is no such flag, or the caller may not evaluate it.";
            default -> "The flag cannot be evaluated.";
        };
    }
}
