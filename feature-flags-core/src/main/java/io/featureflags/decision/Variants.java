package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a flag. They never decide whether the flag is on. Immutable; equal variants in the same order are equal.
 */
public final class Variants {

    /** No variants: the flag is boolean. */
    public static final Variants NONE = new Variants();

    /** Maximum number of variants of a flag. */
    public static final int MAX_VARIANTS = 100;

    static final int NO_VARIANT = -1;

    private final List<Variant> list;

    private final @Nullable String offVariant;

    private final int off;

    private final Map<String, Integer> byName = new HashMap<>();

    /** Index of the first variant that lists a user. */
    private final Map<String, Integer> byUser = new HashMap<>();

    /** The value of each variant in each {@link ValueType}, so that no call converts; absent where it does not fit. */
    private final List<Map<ValueType, Object>> typed = new ArrayList<>();

    private final VariantPlaces places;

    private Variants() {
        this.list = List.of();
        this.offVariant = null;
        this.off = NO_VARIANT;
        this.places = new VariantPlaces(List.of(VariantPlaces.PLACES));
    }

    /**
     * Creates the variants of a flag.
     *
     * @param list 1 to 100 variants, with values of one type and with different names
     * @param offVariant name of the variant while the flag is off; null for none
     * @throws InvalidFlagValueException if names, types or weights do not fit together
     */
    public Variants(List<Variant> list, @Nullable String offVariant) {
        this.list = List.copyOf(list);
        this.offVariant = offVariant;
        if (list.isEmpty() || list.size() > MAX_VARIANTS) {
            throw new InvalidFlagValueException(
                    "field 'variants' must be a list of 1 to " + MAX_VARIANTS + " variants");
        }
        for (int i = 0; i < list.size(); i++) {
            add(list.get(i), i);
        }
        this.off = offVariant == null ? NO_VARIANT : index(offVariant, "field 'offVariant'");
        this.places = new VariantPlaces(weights());
    }

    private void add(Variant variant, int index) {
        Integer same = byName.putIfAbsent(variant.name(), index);
        if (same != null) {
            throw new InvalidFlagValueException(
                    "variants " + (same + 1) + " and " + (index + 1) + " have the same name");
        }
        if (!variant.type().equals(list.get(0).type())) {
            throw new InvalidFlagValueException("the values of all variants must be of one type");
        }
        variant.users().forEach(user -> byUser.putIfAbsent(user, index));
        Map<ValueType, Object> values = new EnumMap<>(ValueType.class);
        for (ValueType type : ValueType.values()) {
            Object converted = type.convert(variant.value());
            if (converted != null) {
                values.put(type, converted);
            }
        }
        typed.add(values);
    }

    private List<@Nullable Integer> weights() {
        List<@Nullable Integer> weights = new ArrayList<>();
        int sum = 0;
        for (Variant variant : list) {
            Percentage weight = variant.weight();
            weights.add(weight == null ? null : Integer.valueOf(weight.thousandths()));
            sum += weight == null ? 0 : weight.thousandths();
        }
        if (sum > VariantPlaces.PLACES) {
            throw new InvalidFlagValueException("the weights of all variants together must be at most 100");
        }
        if (sum < VariantPlaces.PLACES && !weights.contains(null)) {
            throw new InvalidFlagValueException(
                    "the weights of all variants together must be 100, or one of the variants must have no weight");
        }
        return weights;
    }

    /**
     * Returns the variants in the order of the value.
     *
     * @return the variants; empty for a boolean flag
     */
    public List<Variant> list() {
        return list;
    }

    /**
     * Returns the name of the variant while the flag is off.
     *
     * @return the name; null for none
     */
    public @Nullable String offVariant() {
        return offVariant;
    }

    /**
     * Returns the share of the users whose place gives them a variant. Listed users and variants of rules come first.
     *
     * @param index index of the variant in {@link #list}
     * @return the share, which is the weight if the value has one; all that is left for the first variant
     */
    public Percentage share(int index) {
        return new Percentage(places.size(index));
    }

    /** Returns whether the flag is boolean. */
    boolean isNone() {
        return list.isEmpty();
    }

    /** Returns the index of the variant of a flag that is off; -1 without one. */
    int off() {
        return off;
    }

    /** Returns the index of the variant that has all places; -1 if there are several. */
    int only() {
        return places.only();
    }

    /** Returns whether a variant lists users. */
    boolean haveUsers() {
        return !byUser.isEmpty();
    }

    /** Returns the index of the first variant that lists a user; -1 if none does. */
    int of(@Nullable String user) {
        Integer index = user == null || byUser.isEmpty() ? null : byUser.get(user);
        return index == null ? NO_VARIANT : index;
    }

    /** Returns the index of the variant at a place, 0 to 99,999. */
    int at(int place) {
        return places.at(place);
    }

    /** Returns the value of a variant in a type; null if it does not fit. */
    @Nullable
    Object value(int index, ValueType type) {
        return typed.get(index).get(type);
    }

    /**
     * Returns the index of a variant.
     *
     * @throws InvalidFlagValueException if there is no variant of the name; the message begins with the place
     */
    int index(String name, String place) {
        Integer index = byName.get(name);
        if (index == null) {
            throw new InvalidFlagValueException(place + " must be the name of one of 'variants'");
        }
        return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Variants variants
                && list.equals(variants.list)
                && Objects.equals(offVariant, variants.offVariant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(list, offVariant);
    }

    @Override
    public String toString() {
        return list + (offVariant == null ? "" : ", off: " + offVariant);
    }
}
