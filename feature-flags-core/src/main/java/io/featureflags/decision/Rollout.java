package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.text.LogText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Decides by a percentage: computes the draw of the user, or of the value of the attribute {@code bucketBy}. */
final class Rollout {

    private static final long NO_DRAW = -1;

    private final byte[] suffix;

    private final RecentDraws draws;

    private final @Nullable String bucketBy;

    Rollout(String flag, @Nullable String salt, @Nullable String bucketBy) {
        this.suffix = Bucket.suffix(flag, salt);
        this.draws = new RecentDraws(suffix);
        this.bucketBy = bucketBy;
    }

    /** Decides by a percentage; the verdict of a partial one has the draw of the user. */
    long decide(Percentage percentage, EvaluationContext context) {
        if (!percentage.isPartial()) {
            return percentage.includes(0) ? Verdict.ON : Verdict.OFF;
        }
        long draw = draw(context);
        return draw == NO_DRAW ? Verdict.NO_USER : Verdict.withNumber(percentage.includes(Bucket.position(draw)), draw);
    }

    /** Returns the draw of the user, 0 to 10^10 - 1; -1 if the context has none. */
    long draw(EvaluationContext context) {
        return bucketBy == null
                ? drawOfUser(context.targetingKey())
                : draw(context.attributes().get(bucketBy));
    }

    /** Returns the draw of a user; a context never has a blank user. */
    private long drawOfUser(@Nullable String user) {
        return user == null ? NO_DRAW : draws.of(user);
    }

    private long draw(@Nullable Object key) {
        if (key instanceof String text) {
            return text.isBlank() ? NO_DRAW : draws.of(text);
        }
        if (key == null) {
            return NO_DRAW;
        }
        // Ids are often integers, whose decimal digits are the same in any language.
        if (DecimalNumber.isWholeType(key)) {
            return Bucket.draw(((Number) key).longValue(), suffix);
        }
        return key instanceof BigInteger ? draws.of(key.toString()) : NO_DRAW;
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
    String explain(Percentage percentage, long verdict) {
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

    static @Nullable Integer position(long verdict) {
        long draw = Verdict.number(verdict);
        return draw < 0 ? null : Bucket.position(draw);
    }
}
