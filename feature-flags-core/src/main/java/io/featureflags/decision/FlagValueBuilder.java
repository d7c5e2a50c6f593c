package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FlagValue}. A builder without further settings yields a value that is on for all users. */
public final class FlagValueBuilder {

    private boolean enabled = true;

    private Set<String> excluded = Set.of();

    private Set<String> users = Set.of();

    private List<Rule> rules = List.of();

    private Percentage percentage = Percentage.ALL;

    private @Nullable String bucketBy;

    private @Nullable String salt;

    private Window window = Window.ALWAYS;

    private List<String> requires = List.of();

    private Variants variants = Variants.NONE;

    private @Nullable RolloutPlan rollout;

    private Percentage shadow = Percentage.NONE;

    private @Nullable String description;

    private @Nullable String owner;

    private @Nullable LocalDate expires;

    FlagValueBuilder() {}

    /**
     * Sets whether the flag may be on at all. The default is true.
     *
     * @param value false to switch the flag off for all users
     * @return this builder
     */
    public FlagValueBuilder enabled(boolean value) {
        this.enabled = value;
        return this;
    }

    /**
     * Sets the users for whom the flag is always off. The default is none.
     *
     * @param value ids of the users
     * @return this builder
     */
    public FlagValueBuilder excluded(Set<String> value) {
        this.excluded = value;
        return this;
    }

    /**
     * Sets the users for whom the flag is on regardless of rules and percentage. The default is none.
     *
     * @param value ids of the users
     * @return this builder
     */
    public FlagValueBuilder users(Set<String> value) {
        this.users = value;
        return this;
    }

    /**
     * Sets the rules. The default is none.
     *
     * @param value the rules, in the order in which they are tried
     * @return this builder
     */
    public FlagValueBuilder rules(List<Rule> value) {
        this.rules = List.copyOf(value);
        return this;
    }

    /**
     * Sets the percentage for users who are neither listed nor matched by a rule. The default is 100 %, regardless of
     * the other settings.
     *
     * @param value the percentage
     * @return this builder
     */
    public FlagValueBuilder percentage(Percentage value) {
        this.percentage = value;
        return this;
    }

    /**
     * Sets the attribute whose value is placed in the rollout. The default is null: the targeting key.
     *
     * @param value name of the attribute; null for the targeting key
     * @return this builder
     */
    public FlagValueBuilder bucketBy(@Nullable String value) {
        this.bucketBy = value;
        return this;
    }

    /**
     * Sets the salt. The default is null: none.
     *
     * @param value the salt; null and empty mean none
     * @return this builder
     */
    public FlagValueBuilder salt(@Nullable String value) {
        this.salt = value;
        return this;
    }

    /**
     * Sets the time window of the flag. The default is unbounded.
     *
     * @param from start of the window, inclusive; null if it is unbounded
     * @param until end of the window, exclusive; null if it is unbounded
     * @return this builder
     */
    public FlagValueBuilder window(@Nullable Instant from, @Nullable Instant until) {
        this.window = from == null && until == null ? Window.ALWAYS : new Window(from, until);
        return this;
    }

    /**
     * Sets the flags that must be on for the same context. The default is none.
     *
     * @param value names of the flags
     * @return this builder
     */
    public FlagValueBuilder requires(List<String> value) {
        this.requires = List.copyOf(value);
        return this;
    }

    /**
     * Sets the variants. The default is none: the flag is boolean.
     *
     * @param value 1 to 100 variants, with values of one type and with different names
     * @param offVariant name of the variant while the flag is off; null for none
     * @return this builder
     * @throws InvalidFlagValueException if names, types or weights do not fit together
     */
    public FlagValueBuilder variants(List<Variant> value, @Nullable String offVariant) {
        this.variants = new Variants(value, offVariant);
        return this;
    }

    /**
     * Sets the plan of a guarded rollout. The default is null: none.
     *
     * @param value the plan; null for none
     * @return this builder
     */
    public FlagValueBuilder rollout(@Nullable RolloutPlan value) {
        this.rollout = value;
        return this;
    }

    /**
     * Sets the share of the legacy calls that also run the new code for nothing. The default is 0 %.
     *
     * @param value the percentage of the calls
     * @return this builder
     */
    public FlagValueBuilder shadow(Percentage value) {
        this.shadow = value;
        return this;
    }

    /**
     * Sets the documentation of the flag, which does not affect evaluations. The default is none.
     *
     * @param purpose description of what the flag switches
     * @param responsible team or person responsible for the flag
     * @param killDate last day of the intended life of the flag
     * @return this builder
     */
    public FlagValueBuilder about(
            @Nullable String purpose, @Nullable String responsible, @Nullable LocalDate killDate) {
        this.description = purpose;
        this.owner = responsible;
        this.expires = killDate;
        return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     * @throws InvalidFlagValueException if all conditions with {@code contains} together have more than
     *     100 texts, or if a rule names a variant that does not exist
     */
    public FlagValue build() {
        return new FlagValue(
                enabled,
                excluded,
                users,
                rules,
                percentage,
                bucketBy,
                salt,
                window,
                requires,
                variants,
                rollout,
                shadow,
                description,
                owner,
                expires);
    }
}
