package io.featureflags.decision;

import io.featureflags.FlagName;
import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the variants of a flag, with its value.
 *
 * @param name name, in the grammar of {@link FlagName}
 * @param value the value: a text, a {@link BigDecimal}, a boolean or a map. The values of a map are texts,
 *     {@link BigDecimal}s, booleans, nulls, and lists and maps of these
 * @param weight share of the users that get this variant while the flag is on; null to share what the other variants leave
 * @param users users who always get this variant while the flag is on
 */
public record Variant(String name, Object value, @Nullable Percentage weight, Set<String> users) {

    /**
     * Copies the users, and a map with the lists and maps in it. The copies cannot be modified.
     *
     * @throws InvalidFlagValueException if the name is outside the grammar, or the value is of another type
     */
    public Variant {
        if (!FlagName.isValid(name)) {
            throw new InvalidFlagValueException("the name of a variant must match " + FlagName.GRAMMAR);
        }
        if (!(value instanceof String
                || value instanceof BigDecimal
                || value instanceof Boolean
                || value instanceof Map)) {
            throw new InvalidFlagValueException(
                    "the value of a variant must be a text, a number, true, false or an object");
        }
        value = Objects.requireNonNull(frozen(value));
        users = users.isEmpty() ? Set.of() : Collections.unmodifiableSet(new HashSet<>(users));
    }

    /**
     * Creates a variant whose value is its name, and which shares what the other variants leave.
     *
     * @param name name, in the grammar of {@link FlagName}
     * @return the variant
     * @throws InvalidFlagValueException if the name is outside the grammar
     */
    public static Variant of(String name) {
        return of(name, name);
    }

    /**
     * Creates a variant that shares what the other variants leave.
     *
     * @param name name, in the grammar of {@link FlagName}
     * @param value the value, as in {@link Variant}
     * @return the variant
     * @throws InvalidFlagValueException if the name is outside the grammar, or the value is of another type
     */
    public static Variant of(String name, Object value) {
        return new Variant(name, value, null, Set.of());
    }

    /**
     * Returns a copy with a weight.
     *
     * @param share share of the users; null to share what the other variants leave
     * @return the copy
     */
    public Variant withWeight(@Nullable Percentage share) {
        return new Variant(name, value, share, users);
    }

    /**
     * Returns a copy with listed users.
     *
     * @param ids ids of the users, compared exactly
     * @return the copy
     */
    public Variant withUsers(Set<String> ids) {
        return new Variant(name, value, weight, ids);
    }

    /** Copies maps and lists: one value is handed to all callers. */
    private static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, field) -> copy.put(name, frozen(field)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** Returns the type of the value, which all variants of a flag share. */
    Class<?> type() {
        return value instanceof Map ? Map.class : value.getClass();
    }
}
