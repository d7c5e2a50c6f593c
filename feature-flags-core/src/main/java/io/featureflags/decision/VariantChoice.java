package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.Reason;
import io.featureflags.ValueType;
import io.featureflags.text.LogText;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the variant of a user, after it was decided whether the flag is on: a listed user, the variant of the deciding
 * rule, the variant that has all places, the place of the user. A choice is encoded as an int so that a call does not
 * allocate: it holds the index of the variant and what chose it.
 */
final class VariantChoice {

    /** No variant: the flag is off without one, or the context has no user. */
    static final int NONE = -1;

    private static final int LISTED_BIT = 1 << 8;

    private static final int SPLIT_BIT = 1 << 9;

    private static final int INDEX_MASK = LISTED_BIT - 1;

    private final Variants variants;

    private final Rollout rollout;

    VariantChoice(Variants variants, Rollout rollout) {
        this.variants = variants;
        this.rollout = rollout;
    }

    /** Returns whether the flag is boolean, so that there is nothing to choose. */
    boolean isNone() {
        return variants.isNone();
    }

    /** Returns whether the choice depends on the user if a step decides that the flag is on. */
    boolean dependsOnUser(Step deciding) {
        return variants.haveUsers() || (deciding.variant() == NONE && variants.only() == NONE);
    }

    /**
     * Chooses the variant.
     *
     * @param deciding step that decided
     * @param verdict its verdict
     * @param context evaluation context
     * @return the choice, or {@link #NONE}
     */
    int choose(Step deciding, long verdict, EvaluationContext context) {
        if (!Verdict.isOn(verdict)) {
            return Verdict.isUserMissing(verdict) ? NONE : variants.off();
        }
        int listed = variants.of(context.targetingKey());
        if (listed != NONE) {
            return listed | LISTED_BIT;
        }
        if (deciding.variant() != NONE) {
            return deciding.variant();
        }
        if (variants.only() != NONE) {
            return variants.only();
        }
        long draw = draw(verdict, context);
        return draw < 0 ? NONE : variants.at(Bucket.variantPosition(draw)) | SPLIT_BIT;
    }

    /** Returns the draw of the user, which the deciding step may have computed already. */
    private long draw(long verdict, EvaluationContext context) {
        long draw = Verdict.number(verdict);
        return draw < 0 ? rollout.draw(context) : draw;
    }

    Variant variant(int choice) {
        return variants.list().get(choice & INDEX_MASK);
    }

    Reason reason(int choice, Reason ofStep) {
        return (choice & LISTED_BIT) != 0 ? Reason.TARGETING_MATCH : (choice & SPLIT_BIT) != 0 ? Reason.SPLIT : ofStep;
    }

    /** Returns the place of the user that a choice is by; null if it is by anything else. */
    @Nullable
    Integer place(int choice, long verdict, EvaluationContext context) {
        return choice == NONE || (choice & SPLIT_BIT) == 0 ? null : Bucket.variantPosition(draw(verdict, context));
    }

    /** Describes a choice for people. */
    String explain(int choice, boolean enabled, @Nullable Integer place) {
        if (choice == NONE) {
            return enabled ? "none: the weights decide, and the context has no user" : "none while the flag is off";
        }
        String name = LogText.of(variant(choice).name());
        if (place != null) {
            return name + ", which has place " + place;
        }
        return name + ((choice & LISTED_BIT) != 0 ? ", which lists the user" : enabled ? "" : ", the 'offVariant'");
    }

    /**
     * Returns the value of a choice.
     *
     * @param choice the choice
     * @param type type that the caller asks for
     * @return the value; null without a variant, and if the type does not fit
     */
    @Nullable
    Object value(int choice, ValueType type) {
        return choice == NONE ? null : variants.value(choice & INDEX_MASK, type);
    }
}
