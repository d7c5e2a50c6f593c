package io.featureflags;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Who is in a share of a flag's users: places each user, or each value of the attribute {@code bucketBy}. */
final class Rollout {

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
        String key = key(context);
        if (key == null) {
            return Verdict.NOBODY;
        }
        int position = Bucket.position(key, suffix);
        return Verdict.withNumber(percentage.includes(position), position);
    }

    private @Nullable String key(EvaluationContext context) {
        if (bucketBy == null) {
            return context.targetingKey();
        }
        Object key = context.attributes().get(bucketBy);
        if (key instanceof String text) {
            return text.isBlank() ? null : text;
        }
        // Ids are whole numbers as often as texts, and any language writes them in the same way.
        return key != null && (DecimalNumber.isWholeType(key) || key instanceof BigInteger) ? key.toString() : null;
    }

    /** Why a share has decided as it has, for people. */
    String explain(Percentage percentage, int verdict) {
        String share = percentage + (bucketBy == null ? "" : " by " + Excerpt.of(bucketBy));
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
