package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.Condition;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.FlagValueBuilder;
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

/**
 * Maps the fields of a JSON object to a {@link FlagValue}. Unknown fields are ignored, because a later version may have
 * them, unless their names look like misspelt known ones.
 */
final class FlagValueMapper {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Maximum number of flags that a single flag may require directly. */
    private static final int MAX_REQUIRED = 100;

    private static final String A_TIME = "a date-time with an offset, such as 2026-12-01T00:00:00Z";

    private FlagValueMapper() {}

    static FlagValue read(JsonFields fields) {
        fields.checkNames(FieldNames.OF_VALUE);
        if (fields.isNumber("rollout")) {
            throw new InvalidFlagValueException("field 'rollout' must not be a number (did you mean 'percentage'?)");
        }
        FlagValue value = value(fields);
        if (FieldNames.DECIDING.stream().noneMatch(fields::has)) {
            throw new InvalidFlagValueException("an object must state who gets the flag, by one of the fields "
                    + String.join(", ", FieldNames.DECIDING));
        }
        return value;
    }

    private static FlagValue value(JsonFields fields) {
        boolean targeted = fields.has("users") || fields.has("rules");
        FlagValueBuilder value = FlagValue.builder();
        VariantsMapper.read(fields, value);
        return value.enabled(fields.truth("enabled", true))
                .excluded(new HashSet<>(fields.texts("excluded")))
                .users(new HashSet<>(fields.texts("users")))
                .rules(fields.objects("rules", "rule").stream()
                        .map(FlagValueMapper::rule)
                        .toList())
                .percentage(Percentage.of(fields.number("percentage", targeted ? BigDecimal.ZERO : ALL)))
                .bucketBy(fields.textOrNull("bucketBy"))
                .salt(fields.textOrNull("salt"))
                .window(time(fields, "from"), time(fields, "until"))
                .requires(required(fields))
                .rollout(RolloutPlanMapper.read(fields))
                .shadow(Percentage.of(fields.number("shadow", BigDecimal.ZERO)))
                .about(
                        fields.textOrNull("description"),
                        fields.textOrNull("owner"),
                        fields.parsed("expires", "a date, such as 2027-01-31", orNull(LocalDate::parse)))
                .build();
    }

    private static Rule rule(JsonFields fields) {
        fields.checkNames(FieldNames.OF_RULE);
        List<Condition> conditions = fields.objects("if", "condition").stream()
                .map(FlagValueMapper::condition)
                .toList();
        Rule rule = new Rule(conditions, Percentage.of(fields.number("percentage", ALL)), fields.textOrNull("variant"));
        if (!fields.has("if") && !fields.has("percentage")) {
            throw new InvalidFlagValueException(
                    "a rule must state who gets the flag: field 'if' or 'percentage'" + fields.where() + " is missing");
        }
        return rule;
    }

    private static Condition condition(JsonFields fields) {
        fields.checkNames(FieldNames.OF_CONDITION);
        String attribute = fields.text("attribute");
        String operator = fields.text("operator");
        if (!Condition.isOperator(operator)) {
            return Condition.of(attribute, operator, List.of()); // Never matches, so that its values are not validated.
        }
        // "exists" alone means true; all other operators need values.
        boolean existsAlone = operator.equals("exists") && !fields.has("values");
        return Condition.of(attribute, operator, existsAlone ? List.of(true) : fields.scalars("values"));
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
