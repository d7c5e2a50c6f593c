package io.featureflags.value;

import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps the field {@code rollout} of a value to a {@link RolloutPlan}. Unknown fields are ignored, as in the value itself. */
final class RolloutPlanMapper {

    private static final String A_DURATION = "a whole number and s, m, h or d, such as 10m, from 10s to 365d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

    private static final Duration LEAST = Duration.ofSeconds(10);

    private static final Duration MOST = Duration.ofDays(365);

    private static final BigDecimal MAX_CALLS = BigDecimal.valueOf(1_000_000_000);

    private static final BigDecimal MAX_SLOWER = BigDecimal.valueOf(100);

    private RolloutPlanMapper() {}

    static @Nullable RolloutPlan read(JsonFields value) {
        if (!value.has("rollout")) {
            return null;
        }
        JsonFields fields = value.object("rollout", "an object with 'steps'");
        fields.checkNames(FieldNames.OF_ROLLOUT);
        Duration every = fields.parsed("every", A_DURATION, RolloutPlanMapper::duration);
        return new RolloutPlan(
                steps(fields),
                every == null ? Duration.ofMinutes(10) : every,
                whole(fields, "calls", 300, 1),
                slower(fields),
                whole(fields, "warmup", 200, 0),
                "previous".equals(fields.parsed("back", "\"off\" or \"previous\"", RolloutPlanMapper::back)),
                fields.truth("paused", false));
    }

    private static List<Percentage> steps(JsonFields fields) {
        String expected =
                "a list of 1 to " + RolloutPlan.MAX_STEPS + " rising percentages above 0, such as [1, 5, 25, 100]";
        List<Percentage> steps = new ArrayList<>();
        int last = 0;
        for (Object step : fields.has("steps") ? fields.scalars("steps") : List.of()) {
            if (!(step instanceof BigDecimal percent)) {
                throw fields.wrong("steps", expected);
            }
            Percentage next = Percentage.of(percent);
            if (next.thousandths() <= last) {
                throw fields.wrong("steps", expected);
            }
            last = next.thousandths();
            steps.add(next);
        }
        if (steps.isEmpty() || steps.size() > RolloutPlan.MAX_STEPS) {
            throw fields.wrong("steps", expected);
        }
        return steps;
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0 ? null : duration;
    }

    private static @Nullable String back(String text) {
        return text.equals("off") || text.equals("previous") ? text : null;
    }

    private static long whole(JsonFields fields, String field, long absent, long least) {
        BigDecimal number = fields.number(field, BigDecimal.valueOf(absent));
        if (number.signum() < 0
                || number.compareTo(MAX_CALLS) > 0
                || (number.signum() != 0 && number.stripTrailingZeros().scale() > 0)
                || number.longValue() < least) {
            throw fields.wrong(field, "a whole number from " + least + " to " + MAX_CALLS);
        }
        return number.longValue();
    }

    private static @Nullable Double slower(JsonFields fields) {
        String expected = "a number from 1 to 100, or false";
        if (fields.isTruth("slower")) {
            if (fields.truth("slower", true)) {
                throw fields.wrong("slower", expected);
            }
            return null;
        }
        if (fields.has("slower") && !fields.isNumber("slower")) {
            throw fields.wrong("slower", expected);
        }
        BigDecimal factor = fields.number("slower", new BigDecimal("1.5"));
        if (factor.compareTo(BigDecimal.ONE) < 0 || factor.compareTo(MAX_SLOWER) > 0) {
            throw fields.wrong("slower", expected);
        }
        return factor.doubleValue();
    }
}
