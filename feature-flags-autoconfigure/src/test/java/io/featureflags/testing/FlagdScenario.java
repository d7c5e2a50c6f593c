package io.featureflags.testing;

import io.featureflags.EvaluationContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scenario of the flagd testbed, adapted to the values of this project: what a caller gets from a flag. The same file is
 * tested by the API, by the client of OpenFeature and by HTTP.
 *
 * @param flag name of the flag
 * @param otherwise default of the caller, whose type is that of the value
 * @param context evaluation context
 * @param value the expected value, of the same type
 * @param variant the expected variant; null for none
 * @param reason the expected reason
 * @param errorCode the expected error; null for none
 */
public record FlagdScenario(
        String flag,
        Object otherwise,
        EvaluationContext context,
        Object value,
        @Nullable String variant,
        String reason,
        @Nullable String errorCode) {

    private static final Path FILE = Path.of("../feature-flags-autoconfigure/src/test/resources/flagd-scenarios.json");

    private static JsonNode document() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(FILE.toFile());
    }

    /** Returns the values of the flags, as in Redis. */
    public static Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        document()
                .get("flags")
                .properties()
                .forEach(flag -> flags.put(flag.getKey(), flag.getValue().toString()));
        return flags;
    }

    /** Returns all scenarios. */
    public static List<FlagdScenario> all() {
        List<FlagdScenario> all = new ArrayList<>();
        document().get("scenarios").forEach(scenario -> all.add(of(scenario)));
        return all;
    }

    private static FlagdScenario of(JsonNode scenario) {
        String type = scenario.get("type").asString();
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (scenario.has("context")) {
            scenario.get("context")
                    .properties()
                    .forEach(field -> attributes.put(field.getKey(), plain(field.getValue())));
        }
        return new FlagdScenario(
                scenario.get("flag").asString(),
                typed(type, scenario.get("default")),
                new EvaluationContext(textOrNull(scenario, "targetingKey"), attributes),
                typed(type, scenario.get("value")),
                textOrNull(scenario, "variant"),
                scenario.get("reason").asString(),
                textOrNull(scenario, "errorCode"));
    }

    private static @Nullable String textOrNull(JsonNode scenario, String field) {
        return scenario.has(field) ? scenario.get(field).asString() : null;
    }

    private static Object typed(String type, JsonNode value) {
        return switch (type) {
            case "Double" -> value.asDouble();
            case "Long" -> value.asLong();
            default -> plain(value);
        };
    }

    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isInt()) {
            return value.asInt();
        }
        if (value.isNumber()) {
            return value.isLong() ? (Object) value.asLong() : (Object) value.asDecimal();
        }
        return value.asString();
    }

    /** Returns a value with the numbers of {@link io.featureflags.FeatureFlags}, for a comparison of objects. */
    public static Object exact(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) ->
                    fields.put(name, field instanceof Integer number ? BigDecimal.valueOf(number) : field));
            return fields;
        }
        return value;
    }

    @Override
    public String toString() {
        return flag + " for " + context.targetingKey() + " " + context.attributes() + ", otherwise " + otherwise;
    }
}
