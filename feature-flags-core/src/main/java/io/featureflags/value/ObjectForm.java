package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.Condition;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Rule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The meaning of a value that is a JSON object. Fields that are unknown may be those of a later version: they say nothing. */
final class ObjectForm {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** How many flags one flag may require by itself. */
    private static final int MAX_REQUIRED = 100;

    private static final String A_TIME = "a date-time with an offset, such as 2026-12-01T00:00:00Z";

    private ObjectForm() {}

    static FlagValue read(JsonFields fields) {
        boolean targeted = fields.has("users") || fields.has("rules");
        return FlagValue.builder()
                .enabled(fields.truth("enabled", true))
                .excluded(new HashSet<>(fields.texts("excluded")))
                .users(new HashSet<>(fields.texts("users")))
                .rules(fields.objects("rules", "rule").stream()
                        .map(ObjectForm::rule)
                        .toList())
                .percentage(Percentage.of(fields.number("percentage", targeted ? BigDecimal.ZERO : ALL)))
                .bucketBy(fields.textOrNull("bucketBy"))
                .salt(fields.textOrNull("salt"))
                .window(time(fields, "from"), time(fields, "until"))
                .requires(required(fields))
                .about(
                        fields.textOrNull("description"),
                        fields.textOrNull("owner"),
                        fields.parsed("expires", "a date, such as 2027-01-31", orNull(LocalDate::parse)))
                .build();
    }

    private static Rule rule(JsonFields fields) {
        List<Condition> conditions = fields.objects("if", "condition").stream()
                .map(ObjectForm::condition)
                .toList();
        return new Rule(conditions, Percentage.of(fields.number("percentage", ALL)));
    }

    private static Condition condition(JsonFields fields) {
        String attribute = fields.text("attribute");
        String operator = fields.text("operator");
        if (!Condition.isOperator(operator)) {
            return Condition.of(attribute, operator, List.of()); // Whatever else it says: it does not match.
        }
        // "exists" alone says what it means; anything else compares with something.
        boolean exists = operator.equals("exists") && !fields.has("values");
        return Condition.of(attribute, operator, exists ? List.of(true) : fields.scalars("values"));
    }

    private static List<String> required(JsonFields fields) {
        List<String> required = fields.texts("requires");
        if (required.size() > MAX_REQUIRED) {
            throw new InvalidFlagValueException("field 'requires' must have at most " + MAX_REQUIRED + " names");
        }
        return required;
    }

    private static @Nullable Instant time(JsonFields fields, String field) {
        return fields.parsed(
                field, A_TIME, orNull(text -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from)));
    }

    private static <T> Function<String, @Nullable T> orNull(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (DateTimeException ex) {
                return null;
            }
        };
    }
}
