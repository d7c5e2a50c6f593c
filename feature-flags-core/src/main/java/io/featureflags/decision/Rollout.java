package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.text.LogText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Decides by a percentage: computes the position of the user, or of the value of the attribute {@code bucketBy}. */
final class Rollout {

    private static final int NO_POSITION = -1;

    private final byte[] suffix;

    private final @Nullable String bucketBy;

    Rollout(String flag, @Nullable String salt, @Nullable String bucketBy) {
        this.suffix = Bucket.suffix(flag, salt);
        this.bucketBy = bucketBy;
    }

    /** Decides by a percentage; the verdict of a partial one has the position of the user. */
    int decide(Percentage percentage, EvaluationContext context) {
        if (!percentage.isPartial()) {
            return percentage.includes(0) ? Verdict.ON : Verdict.OFF;
        }
        int position = bucketBy == null
                ? positionOfUser(context.targetingKey())
                : position(context.attributes().get(bucketBy));
        return position == NO_POSITION ? Verdict.NO_USER : Verdict.withNumber(percentage.includes(position), position);
    }

    /** Returns the position of a user; a context never has a blank user. */
    private int positionOfUser(@Nullable String user) {
        return user == null ? NO_POSITION : Bucket.position(user, suffix);
    }

    private int position(@Nullable Object key) {
        if (key instanceof String text) {
            return text.isBlank() ? NO_POSITION : Bucket.position(text, suffix);
        }
        if (key == null) {
            return NO_POSITION;
        }
        // Ids are often integers, whose decimal digits are the same in any language.
        if (DecimalNumber.isWholeType(key)) {
            return Bucket.position(((Number) key).longValue(), suffix);
        }
        return key instanceof BigInteger ? Bucket.position(key.toString(), suffix) : NO_POSITION;
    }

    /** Returns whether a context has a user to compute a position of. */
    boolean hasUser(EvaluationContext context) {
        return bucketBy == null
                ? context.targetingKey() != null
                : isUser(context.attributes().get(bucketBy));
    }

    private static boolean isUser(@Nullable Object key) {
        return key instanceof String text
                ? !text.isBlank()
                : key != null && (DecimalNumber.isWholeType(key) || key instanceof BigInteger);
    }

    /** Returns the slot of a user; the context has one. */
    int slot(EvaluationContext context) {
        Object key =
                bucketBy == null ? context.targetingKey() : context.attributes().get(bucketBy);
        return Bucket.slot(String.valueOf(key), suffix);
    }

    /** Describes a verdict for people. */
    String explain(Percentage percentage, int verdict) {
        String share = percentage + (bucketBy == null ? "" : " by " + LogText.of(bucketBy));
        if (Verdict.isUserMissing(verdict)) {
            return share + ", and the context has no " + (bucketBy == null ? "user" : "such text or whole number");
        }
        Integer position = position(verdict);
        if (position == null) {
            return share;
        }
        return share + ", and position " + position + (Verdict.isOn(verdict) ? " is" : " is not") + " below "
                + percentage.thousandths();
    }

    static @Nullable Integer position(int verdict) {
        int position = Verdict.number(verdict);
        return position < 0 ? null : position;
    }
}
