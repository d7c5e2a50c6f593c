package io.featureflags.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link FlagValue} together. What is not set says nothing: the value is on for everybody. */
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

    private @Nullable String description;

    private @Nullable String owner;

    private @Nullable LocalDate expires;

    FlagValueBuilder() {}

    /**
     * Sets whether the flag may be on at all. The default is true.
     *
     * @param value whether it may be on
     * @return this
     */
    public FlagValueBuilder enabled(boolean value) {
        this.enabled = value;
        return this;
    }

    /**
     * Sets who never gets the feature. The default is nobody.
     *
     * @param value the users
     * @return this
     */
    public FlagValueBuilder excluded(Set<String> value) {
        this.excluded = value;
        return this;
    }

    /**
     * Sets who gets the feature whatever the rules and the percentage. The default is nobody.
     *
     * @param value the users
     * @return this
     */
    public FlagValueBuilder users(Set<String> value) {
        this.users = value;
        return this;
    }

    /**
     * Sets the rules. The default is none.
     *
     * @param value the rules, in the order in which they are tried
     * @return this
     */
    public FlagValueBuilder rules(List<Rule> value) {
        this.rules = List.copyOf(value);
        return this;
    }

    /**
     * Sets the share of all who are neither listed nor matched by a rule. The default is everybody, whatever else is set.
     *
     * @param value the share
     * @return this
     */
    public FlagValueBuilder percentage(Percentage value) {
        this.percentage = value;
        return this;
    }

    /**
     * Sets what is placed in a percentage. The default is null: the user.
     *
     * @param value name of an attribute
     * @return this
     */
    public FlagValueBuilder bucketBy(@Nullable String value) {
        this.bucketBy = value;
        return this;
    }

    /**
     * Sets the salt. The default is null: none.
     *
     * @param value the salt; empty is none
     * @return this
     */
    public FlagValueBuilder salt(@Nullable String value) {
        this.salt = value;
        return this;
    }

    /**
     * Sets when the flag may be on. The default is always.
     *
     * @param from when the window opens; null if it has always been open
     * @param until when it closes; null if it stays open
     * @return this
     */
    public FlagValueBuilder window(@Nullable Instant from, @Nullable Instant until) {
        this.window = from == null && until == null ? Window.ALWAYS : new Window(from, until);
        return this;
    }

    /**
     * Sets which flags must be on for whoever is asking. The default is none.
     *
     * @param value names of the flags
     * @return this
     */
    public FlagValueBuilder requires(List<String> value) {
        this.requires = List.copyOf(value);
        return this;
    }

    /**
     * Sets what people want to know of the flag. The default is nothing.
     *
     * @param what what the flag switches
     * @param who who answers for the flag
     * @param until kill date
     * @return this
     */
    public FlagValueBuilder about(@Nullable String what, @Nullable String who, @Nullable LocalDate until) {
        this.description = what;
        this.owner = who;
        this.expires = until;
        return this;
    }

    /**
     * Makes the value.
     *
     * @return the value
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
                description,
                owner,
                expires);
    }
}
