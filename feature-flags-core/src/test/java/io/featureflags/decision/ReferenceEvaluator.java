package io.featureflags.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates flags slowly and obviously, straight from the documents, by the documented order of decision. It shares no
 * code with the implementation.
 *
 * @param documents values of the flags, as maps, lists, texts, {@link BigDecimal}s and booleans
 */
record ReferenceEvaluator(
        Map<String, Map<String, Object>> documents,
        @Nullable String user,
        Map<String, Object> attributes,
        Instant now) {

    /** Returns the answer of a flag as one line. */
    String answer(String flag) {
        return answer(flag, List.of());
    }

    private String answer(String flag, List<String> requiring) {
        Map<String, Object> document = documents.get(flag);
        if (document == null) {
            return "off ERROR FLAG_NOT_FOUND";
        }
        if (Boolean.FALSE.equals(document.get("enabled"))) {
            return "off DISABLED";
        }
        if (document.containsKey("from") && now.isBefore(instant(document.get("from")))) {
            return "off DISABLED";
        }
        if (document.containsKey("until") && !now.isBefore(instant(document.get("until")))) {
            return "off DISABLED";
        }
        for (Object required : list(document, "requires")) {
            List<String> chain = new ArrayList<>(requiring);
            chain.add(flag);
            if (chain.contains((String) required)
                    || !answer((String) required, chain).startsWith("on")) {
                return "off DISABLED";
            }
        }
        if (user != null && list(document, "excluded").contains(user)) {
            return "off TARGETING_MATCH";
        }
        if (user != null && list(document, "users").contains(user)) {
            return "on TARGETING_MATCH";
        }
        for (Object rule : list(document, "rules")) {
            Map<String, Object> fields = object(rule);
            if (list(fields, "if").stream().allMatch(condition -> matches(object(condition)))) {
                return share(flag, document, (BigDecimal) fields.getOrDefault("percentage", new BigDecimal(100)), true);
            }
        }
        boolean targeted = document.containsKey("users") || document.containsKey("rules");
        BigDecimal absent = targeted ? BigDecimal.ZERO : new BigDecimal(100);
        return share(flag, document, (BigDecimal) document.getOrDefault("percentage", absent), false);
    }

    private String share(String flag, Map<String, Object> document, BigDecimal percentage, boolean byRule) {
        if (percentage.signum() == 0 || percentage.compareTo(new BigDecimal(100)) == 0) {
            return (percentage.signum() == 0 ? "off " : "on ") + (byRule ? "TARGETING_MATCH" : "STATIC");
        }
        BigInteger hash = hash(flag, document);
        if (hash == null) {
            return "off ERROR TARGETING_KEY_MISSING";
        }
        int bucket = hash.mod(BigInteger.valueOf(100)).intValue();
        int step = hash.divide(BigInteger.valueOf(100))
                .mod(BigInteger.valueOf(1000))
                .intValue();
        int position = bucket * 1000 + step;
        boolean on = new BigDecimal(position).compareTo(percentage.multiply(new BigDecimal(1000))) < 0;
        return (on ? "on" : "off") + " SPLIT " + position;
    }

    /** Returns the place among the variants; null without a user. */
    @Nullable
    Integer variantPosition(String flag) {
        BigInteger hash = hash(flag, Objects.requireNonNull(documents.get(flag)));
        return hash == null
                ? null
                : Integer.valueOf(hash.divide(BigInteger.valueOf(100_000))
                        .mod(BigInteger.valueOf(100_000))
                        .intValue());
    }

    /** Returns the first matching rule of a flag that is on; null if the user is listed, or no rule matches. */
    @Nullable
    Map<String, Object> decidingRule(String flag) {
        Map<String, Object> document = Objects.requireNonNull(documents.get(flag));
        if (user != null && list(document, "users").contains(user)) {
            return null;
        }
        return objects(document, "rules").stream()
                .filter(rule -> objects(rule, "if").stream().allMatch(this::matches))
                .findFirst()
                .orElse(null);
    }

    List<Map<String, Object>> objects(Map<String, Object> fields, String field) {
        List<Map<String, Object>> objects = new ArrayList<>();
        list(fields, field).forEach(element -> objects.add(object(element)));
        return objects;
    }

    private @Nullable BigInteger hash(String flag, Map<String, Object> document) {
        Object key = document.containsKey("bucketBy") ? attributes.get((String) document.get("bucketBy")) : user;
        String id = key instanceof String
                        || key instanceof Integer
                        || key instanceof Long
                        || key instanceof Short
                        || key instanceof Byte
                        || key instanceof BigInteger
                ? key.toString()
                : "";
        String salt = (String) document.getOrDefault("salt", "");
        return id.isBlank() ? null : md5(id + "-" + flag + (salt.isEmpty() ? "" : "-" + salt));
    }

    private boolean matches(Map<String, Object> condition) {
        Object attribute = attributes.get((String) condition.get("attribute"));
        String operator = (String) condition.getOrDefault("operator", "");
        List<?> values = condition.containsKey("values") ? list(condition, "values") : List.of(true);
        if (operator.equals("exists")) {
            return values.contains(attribute != null);
        }
        if (attribute == null) {
            return false;
        }
        if (operator.equals("notIn")) {
            List<?> elements = attribute instanceof Collection<?> list ? List.copyOf(list) : List.of(attribute);
            return elements.stream()
                    .allMatch(element -> isScalar(element) && values.stream().noneMatch(v -> equal(element, v)));
        }
        return values.stream().anyMatch(value -> matches(attribute, operator, value));
    }

    private static boolean matches(Object attribute, String operator, Object value) {
        boolean isList = attribute instanceof Collection<?>;
        boolean isElement =
                attribute instanceof Collection<?> list && list.stream().anyMatch(e -> equal(e, value));
        boolean texts = attribute instanceof String && value instanceof String;
        return switch (operator) {
            case "in" -> isList ? isElement : equal(attribute, value);
            case "equals" -> equal(attribute, value);
            case "contains" ->
                isList ? isElement : texts && attribute.toString().contains(value.toString());
            case "startsWith" -> texts && attribute.toString().startsWith(value.toString());
            case "endsWith" -> texts && attribute.toString().endsWith(value.toString());
            case "greaterThan" -> isNumber(attribute) && decimal(attribute).compareTo((BigDecimal) value) > 0;
            case "lessThan" -> isNumber(attribute) && decimal(attribute).compareTo((BigDecimal) value) < 0;
            case "before" -> isTime(attribute) && instant(attribute).isBefore(instant(value));
            case "after" -> isTime(attribute) && instant(attribute).isAfter(instant(value));
            case "semverGreaterThan" ->
                isVersion(attribute) && precedence(attribute).compareTo(precedence(value)) > 0;
            case "semverLessThan" ->
                isVersion(attribute) && precedence(attribute).compareTo(precedence(value)) < 0;
            default -> false;
        };
    }

    private static boolean equal(Object attribute, Object value) {
        if (isNumber(attribute) && value instanceof BigDecimal number) {
            return decimal(attribute).compareTo(number) == 0;
        }
        return isScalar(attribute) && attribute.equals(value);
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Boolean || isNumber(value);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number && !value.toString().matches("NaN|-?Infinity");
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    private static boolean isTime(Object value) {
        try {
            return instant(value) != null;
        } catch (DateTimeException | ClassCastException ex) {
            return false;
        }
    }

    private static Instant instant(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toInstant();
        }
        return value instanceof OffsetDateTime dateTime
                ? dateTime.toInstant()
                : OffsetDateTime.parse((String) Objects.requireNonNull(value)).toInstant();
    }

    /** The regular expression that the specification recommends. */
    private static boolean isVersion(Object value) {
        return value instanceof String text
                && text.matches(
                        "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)"
                                + "(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$");
    }

    /**
     * Returns a text whose order is the precedence of the version: digits are padded, and each identifier starts with
     * its kind.
     */
    private static String precedence(Object version) {
        String[] parts = version.toString().split("\\+", 2)[0].split("-", 2);
        StringBuilder key = new StringBuilder();
        for (String number : parts[0].split("\\.", -1)) {
            key.append("0".repeat(50 - number.length())).append(number);
        }
        if (parts.length == 1) {
            return key.append('~').toString();
        }
        for (String identifier : parts[1].split("\\.", -1)) {
            boolean number = identifier.matches("\\d+");
            key.append('!')
                    .append(number ? "1" + "0".repeat(50 - identifier.length()) : "2")
                    .append(identifier);
        }
        return key.toString();
    }

    private static BigInteger md5(String text) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static List<?> list(Map<String, Object> fields, String field) {
        return (List<?>) fields.getOrDefault(field, List.of());
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> fields = new HashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field));
        return fields;
    }
}
