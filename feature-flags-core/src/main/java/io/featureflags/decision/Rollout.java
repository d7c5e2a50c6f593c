package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.text.LogText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Who is in a share of a flag's users: places each user, or each value of the attribute {@code bucketBy}. */
final class Rollout {

    private static final int NOBODY = -1;

    private final byte[] suffix;

    private final @Nullable String bucketBy;

    Rollout(String flag, @Nullable String salt, @Nullable String bucketBy) {
        this.suffix = Bucket.suffix(flag, salt);
        this.bucketBy = bucketBy;
    }

    /** Decides by a share: always, and with the user's position where it is a partial one. */
    int decide(Percentage percentage, EvaluationContext context) {
        if (!percentage.isPartial()) {
            return percentage.includes(0) ? Verdict.ON : Verdict.OFF;
        }
        int position = bucketBy == null
                ? positionOfUser(context.targetingKey())
                : position(context.attributes().get(bucketBy));
        return position == NOBODY ? Verdict.NOBODY : Verdict.withNumber(percentage.includes(position), position);
    }

    /** A context has no blank user. */
    private int positionOfUser(@Nullable String user) {
        return user == null ? NOBODY : Bucket.position(user, suffix);
    }

    private int position(@Nullable Object key) {
        if (key instanceof String text) {
            return text.isBlank() ? NOBODY : Bucket.position(text, suffix);
        }
        if (key == null) {
            return NOBODY;
        }
        // Ids are whole numbers as often as texts, and any language writes them in the same way.
        if (DecimalNumber.isWholeType(key)) {
            return Bucket.position(((Number) key).longValue(), suffix);
        }
        return key instanceof BigInteger ? Bucket.position(key.toString(), suffix) : NOBODY;
    }

    /** Why a share has decided as it has, for people. */
    String explain(Percentage percentage, int verdict) {
        String share = percentage + (bucketBy == null ? "" : " by " + LogText.of(bucketBy));
        if (Verdict.isNobody(verdict)) {
            return share
                    + (bucketBy == null ? ", and nobody is asking" : ", and there is no such text or whole number");
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
