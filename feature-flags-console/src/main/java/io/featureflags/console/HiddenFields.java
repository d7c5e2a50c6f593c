package io.featureflags.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves ids out of the fields of a value: counts take their place. Of fields that are not known, nothing is shown. */
final class HiddenFields {

    static final String NOT_SHOWN = "not shown";

    private static final Set<String> SHOWN = Set.of(
            "enabled",
            "percentage",
            "from",
            "until",
            "requires",
            "bucketBy",
            "salt",
            "shadow",
            "offVariant",
            "description",
            "owner",
            "expires");

    /** Fields that can have ids, or other fields with ids. */
    private static final Set<String> WITH_IDS = Set.of("users", "excluded", "rules", "rollout", "variants");

    private static final Set<String> OF_ROLLOUT =
            Set.of("steps", "every", "calls", "slower", "warmup", "back", "paused");

    private HiddenFields() {}

    /** Returns whether this version knows a field of a value. */
    static boolean isKnown(String field) {
        return SHOWN.contains(field) || WITH_IDS.contains(field);
    }

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        fields.forEach((name, field) -> shown.put(name, shown(name, field)));
        return shown;
    }

    private static @Nullable Object shown(String name, @Nullable Object field) {
        if (SHOWN.contains(name)) {
            return field;
        }
        return switch (name) {
            case "users" -> count(field, "named user");
            case "excluded" -> count(field, "excluded user");
            case "rules" -> list(field, HiddenFields::rule);
            case "variants" -> list(field, HiddenFields::variant);
            case "rollout" -> object(field, (part, value) -> OF_ROLLOUT.contains(part) ? value : NOT_SHOWN);
            default -> NOT_SHOWN;
        };
    }

    private static @Nullable Object variant(String name, @Nullable Object part) {
        return switch (name) {
            case "name", "value", "weight" -> part;
            case "users" -> count(part, "named user");
            default -> NOT_SHOWN;
        };
    }

    private static @Nullable Object rule(String name, @Nullable Object part) {
        return switch (name) {
            case "percentage", "variant" -> part;
            case "if" -> list(part, HiddenFields::condition);
            default -> NOT_SHOWN;
        };
    }

    private static @Nullable Object condition(String name, @Nullable Object part) {
        return switch (name) {
            case "attribute", "operator" -> part;
            case "values" -> count(part, "value");
            default -> NOT_SHOWN;
        };
    }

    private static String count(@Nullable Object list, String noun) {
        return list instanceof Collection<?> elements ? Phrases.count(elements.size(), noun) : NOT_SHOWN;
    }

    /** Shows a part of an object. */
    private interface Shown {

        @Nullable
        Object of(String name, @Nullable Object part);
    }

    private static Object list(@Nullable Object list, Shown shown) {
        if (!(list instanceof Collection<?> elements)) {
            return NOT_SHOWN;
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : elements) {
            result.add(object(element, shown));
        }
        return result;
    }

    private static Object object(@Nullable Object object, Shown shown) {
        if (!(object instanceof Map<?, ?> fields)) {
            return NOT_SHOWN;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        fields.forEach((name, part) -> copy.put((String) name, shown.of((String) name, part)));
        return copy;
    }
}
